package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.json.UnknownNames;
import org.agrona.DirectBuffer;

/**
 * A frame: kind, subscription, number, and its message. The whole frame is checked before any of it is used, so a frame cut
 * short has no effect.
 *
 * <p>There are three ways to the same answer. A book or trade frame spelled as the venue spells it is read by
 * {@link UsualFrame}. Any other is read by cursor, the message of a book or trade in the same pass when {@code type} stands
 * before it. And when that pass finds anything wrong, the envelope is read again alone: its faults come before those of the
 * message, and a message may be faulty in a frame whose number counts.
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

    private final BookDecoder decoder;
    private final UsualFrame usual;
    private final UnknownNames unknownTypes = new UnknownNames("kalshi message type");
    private final JsonCursor envelope = new JsonCursor();
    private final JsonCursor body = new JsonCursor();
    private boolean tryUsual = true;
    private boolean wasUsual;
    private boolean bodyIsRead;
    private int typeOffset;
    private int typeLength;
    private boolean hasType;
    private boolean hasBody;
    private int type;
    private long sid;
    private long sequence;
    private long sendingMs;

    FrameReader(Markets markets, boolean yesPrices, LevelBuffer levels, BookDecoder decoder) {
        this.decoder = decoder;
        usual = new UsualFrame(markets, yesPrices, levels);
    }

    /** From now on reads every frame by cursor, so that both ways can be compared. */
    void readGenerally() {
        tryUsual = false;
    }

    /** Reads a frame. @return a fault code, or 0 */
    int read(DirectBuffer frame, int offset, int length) {
        wasUsual = tryUsual && (type = usual.read(frame, offset, length)) >= 0;
        if (wasUsual) {
            takeUsual();
            return DecodeFault.NONE;
        }
        int fault = walk(frame, offset, length, true);
        return fault == DecodeFault.NONE ? fault : walk(frame, offset, length, false);
    }

    private void takeUsual() {
        hasBody = true;
        bodyIsRead = true;
        sid = usual.sid;
        sequence = usual.sequence;
        sendingMs = usual.sendingMs;
        switch (type) {
            case DELTA -> decoder.takeDelta(usual);
            case SNAPSHOT -> decoder.takeSnapshot(usual);
            default -> decoder.takeTrade(usual);
        }
    }

    /** @param withBody whether to read the message of a known book or trade as it is passed */
    private int walk(DirectBuffer frame, int offset, int length, boolean withBody) {
        hasType = false;
        hasBody = false;
        bodyIsRead = false;
        type = TextMap.ABSENT;
        typeLength = 0;
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
                        typeOffset = envelope.textOffset();
                        typeLength = envelope.textLength();
                    }
                    case KEY_SID -> sid = envelope.int64();
                    case KEY_SEQ -> sequence = envelope.int64();
                    case KEY_MSG -> {
                        hasBody = true;
                        if (withBody && isBookOrTrade()) {
                            bodyIsRead = true;
                            readBody(envelope);
                        } else {
                            envelope.skip();
                            bodyOffset = envelope.valueOffset();
                            bodyLength = envelope.valueLength();
                        }
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
        if (hasBody && !bodyIsRead) {
            body.wrap(envelope.buffer(), bodyOffset, bodyLength);
        }
        return DecodeFault.NONE;
    }

    private void readBody(JsonCursor json) {
        switch (type) {
            case SNAPSHOT -> decoder.readSnapshot(json);
            case DELTA -> decoder.readDelta(json);
            case TRADE -> decoder.readTrade(json);
            default -> throw new IllegalStateException("type " + type + " is no book and no trade");
        }
    }

    /**
     * Brings the message of a book or trade frame into the decoder, if it is not there yet.
     *
     * @return what is wrong with it: a fault code, or 0
     */
    int readBookOrTrade() {
        if (!bodyIsRead) {
            bodyIsRead = true;
            readBody(body);
            int fault = body.end();
            if (fault != DecodeFault.NONE) {
                return fault;
            }
        }
        return decoder.verdict();
    }

    /** Whether the frame is of the kinds {@link #readBookOrTrade} reads. */
    boolean isBookOrTrade() {
        return type == DELTA || type == SNAPSHOT || type == TRADE;
    }

    /** Whether the frame was spelled as the venue spells it, and read the short way. */
    boolean wasUsual() {
        return wasUsual;
    }

    /** Whether the last delta of the usual spelling had its fields in the venue's order as well; for tests. */
    boolean wasOrdered() {
        return wasUsual && usual.wasOrdered();
    }

    /** Quantities of levels in frames of the usual spelling that were not spelled in hundredths; for tests. */
    long oddQuantities() {
        return usual.oddQuantities();
    }

    /** Reports a type nobody knows, the first time it is met. */
    void reportUnknownType() {
        unknownTypes.met(envelope.buffer(), typeLength == 0 ? 0 : typeOffset, typeLength);
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
        return sendingMs <= 0 || sendingMs > Long.MAX_VALUE / 1_000_000 ? 0 : sendingMs * 1_000_000;
    }

    boolean hasBody() {
        return hasBody;
    }

    /** Stands before {@code msg}; only when {@link #hasBody}, and not for a book or trade. */
    JsonCursor body() {
        return body;
    }
}
