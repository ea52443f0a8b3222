package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import org.agrona.DirectBuffer;

/**
 * The envelope of a frame: kind, subscription, number, and where the message lies. The whole frame is checked before any
 * of it is used, so a frame cut short has no effect.
 */
final class FrameReader {
    static final int SNAPSHOT = 0;
    static final int DELTA = 1;
    static final int TRADE = 2;
    static final int TICKER = 3;
    static final int LIFECYCLE = 4;
    static final int EVENT_LIFECYCLE = 5;
    static final int FEE_UPDATE = 6;
    static final int OK = 7;
    static final int SUBSCRIBED = 8;
    static final int UNSUBSCRIBED = 9;
    static final int ERROR = 10;
    static final int FILL = 11;
    static final int USER_ORDER = 12;
    static final int MARKET_POSITION = 13;
    static final int ORDER_GROUP = 14;

    private static final TextMap TYPES = TextMap.of(
            "orderbook_snapshot",
            "orderbook_delta",
            "trade",
            "ticker",
            "market_lifecycle_v2",
            "event_lifecycle",
            "event_fee_update",
            "ok",
            "subscribed",
            "unsubscribed",
            "error",
            "fill",
            "user_order",
            "market_position",
            "order_group_updates");

    private static final int KEY_TYPE = 0;
    private static final int KEY_SID = 1;
    private static final int KEY_SEQ = 2;
    private static final int KEY_MSG = 3;
    private static final int KEY_SENDING = 4;
    private static final TextMap KEYS = TextMap.of("type", "sid", "seq", "msg", "sending_ts_ms");

    private final JsonCursor envelope = new JsonCursor();
    private final JsonCursor body = new JsonCursor();
    private boolean hasType;
    private boolean hasBody;
    private int type;
    private long sid;
    private long sequence;
    private long sendingMs;

    /** Reads the envelope. @return a fault code, or 0 */
    int read(DirectBuffer frame, int offset, int length) {
        hasType = false;
        hasBody = false;
        type = TextMap.ABSENT;
        sid = JsonCursor.ABSENT;
        sequence = JsonCursor.ABSENT;
        sendingMs = JsonCursor.ABSENT;
        int bodyOffset = 0;
        int bodyLength = 0;
        envelope.wrap(frame, offset, length);
        if (envelope.enterObject()) {
            for (int key; (key = envelope.nextField(KEYS)) >= 0; ) {
                switch (key) {
                    case KEY_TYPE -> {
                        type = envelope.word(TYPES);
                        hasType = true;
                    }
                    case KEY_SID -> sid = envelope.int64();
                    case KEY_SEQ -> sequence = envelope.int64();
                    case KEY_MSG -> {
                        envelope.skip();
                        bodyOffset = envelope.valueOffset();
                        bodyLength = envelope.valueLength();
                        hasBody = true;
                    }
                    case KEY_SENDING -> sendingMs = envelope.int64();
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        int fault = envelope.end();
        if (fault != DecodeFault.NONE) {
            return fault;
        }
        if (!hasType) {
            return DecodeFault.FIELD_MISSING;
        }
        if (sid != JsonCursor.ABSENT && (sid < 0 || sid >= SequenceTracker.MAX_SID)) {
            return DecodeFault.UNKNOWN_VALUE;
        }
        if (hasBody) {
            body.wrap(envelope.buffer(), bodyOffset, bodyLength);
        }
        return DecodeFault.NONE;
    }

    /** Kind of frame, or {@link TextMap#ABSENT} for one we do not know. */
    int type() {
        return type;
    }

    boolean hasSid() {
        return sid != JsonCursor.ABSENT;
    }

    int sid() {
        return (int) sid;
    }

    boolean hasSequence() {
        return sid != JsonCursor.ABSENT && sequence != JsonCursor.ABSENT;
    }

    long sequence() {
        return sequence;
    }

    /** When the venue's gateway sent it, epoch ns, 0 when not told. */
    long sendingNs() {
        return sendingMs == JsonCursor.ABSENT || sendingMs > Long.MAX_VALUE / 1_000_000 ? 0 : sendingMs * 1_000_000;
    }

    boolean hasBody() {
        return hasBody;
    }

    /** Stands before {@code msg}; only when {@link #hasBody}. */
    JsonCursor body() {
        return body;
    }
}
