package io.parallax.gateway.ws;

import static io.parallax.gateway.ws.LineState.BACKING_OFF;
import static io.parallax.gateway.ws.LineState.CLOSED;
import static io.parallax.gateway.ws.LineState.CONNECTING;
import static io.parallax.gateway.ws.LineState.IDLE;
import static io.parallax.gateway.ws.LineState.LIVE;
import static io.parallax.gateway.ws.LineState.QUEUED;
import static io.parallax.gateway.ws.LineState.THROTTLED;
import static io.parallax.gateway.ws.LineState.UPGRADING;

import java.util.Arrays;

/** Transitions of a line; the package documentation prints the same table. */
final class LineTable {
    private static final LineState[][] NEXT = new LineState[LineState.values().length][LineEvent.values().length];

    static {
        for (LineState state : LineState.values()) {
            Arrays.fill(NEXT[state.ordinal()], state);
            on(state, LineEvent.CLOSE, CLOSED);
        }
        on(IDLE, LineEvent.CONNECT, QUEUED);
        on(QUEUED, LineEvent.TURN, CONNECTING);
        on(QUEUED, LineEvent.THROTTLE, THROTTLED);
        on(THROTTLED, LineEvent.TURN, CONNECTING);
        on(CONNECTING, LineEvent.CHANNEL_UP, UPGRADING);
        on(CONNECTING, LineEvent.LOST, BACKING_OFF);
        on(UPGRADING, LineEvent.UPGRADED, LIVE);
        on(UPGRADING, LineEvent.LOST, BACKING_OFF);
        on(LIVE, LineEvent.LOST, BACKING_OFF);
        on(BACKING_OFF, LineEvent.RETRY, QUEUED);
    }

    private LineTable() {}

    static LineState next(LineState state, LineEvent event) {
        return NEXT[state.ordinal()][event.ordinal()];
    }

    private static void on(LineState from, LineEvent event, LineState to) {
        NEXT[from.ordinal()][event.ordinal()] = to;
    }
}
