package io.parallax.gateway.polymarket.order;

import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import org.agrona.DirectBuffer;

/** An order as {@code GET /data/order/{hash}} shows it; also ended orders are shown. Reused. */
public final class OpenOrder {
    /** What the order's status amounts to. */
    public enum State {
        /** In the book, or waiting for the end of a delay. */
        LIVE,
        /** Nothing left to match. */
        MATCHED,
        /** Cancelled, expired, invalid: no longer in the book. */
        ENDED,
        /** Not readable, or a status nobody told us of. */
        UNREADABLE
    }

    private static final int STATUS = 0;
    private static final int MATCHED_SIZE = 1;
    private static final TextMap FIELDS = TextMap.of("status", "size_matched");

    private final JsonCursor json = new JsonCursor();
    private long filledMicros;

    /** Reads the body of an answer with status 200. */
    public State read(DirectBuffer body, int offset, int length) {
        filledMicros = JsonCursor.ABSENT;
        String status = "";
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                switch (key) {
                    case STATUS -> status = json.string() ? json.textAsString() : "";
                    case MATCHED_SIZE -> filledMicros = json.decimalMicros();
                    default -> json.skip();
                }
            }
        }
        State state = json.end() == DecodeFault.NONE ? stateOf(status) : State.UNREADABLE;
        if (filledMicros == JsonCursor.ABSENT && state == State.ENDED) {
            filledMicros = 0; // the venue writes "" for an order that never matched
        }
        return state == State.LIVE || filledMicros >= 0 ? state : State.UNREADABLE;
    }

    /** Quantity matched so far; meaningful unless {@link State#UNREADABLE} or absent on a live order. */
    public long filledMicros() {
        return filledMicros;
    }

    /** Statuses carry reasons behind them ({@code CANCELED_…}), so the beginning decides. */
    public static State stateOf(String status) {
        String word = status.startsWith("ORDER_STATUS_") ? status.substring("ORDER_STATUS_".length()) : status;
        if (word.startsWith("CANCELED")
                || word.startsWith("CANCELLED")
                || word.equals("INVALID")
                || word.equals("EXPIRED")) {
            return State.ENDED;
        }
        return switch (word) {
            case "LIVE", "DELAYED", "UNMATCHED" -> State.LIVE;
            case "MATCHED" -> State.MATCHED;
            default -> State.UNREADABLE;
        };
    }
}
