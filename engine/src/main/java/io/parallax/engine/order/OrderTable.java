package io.parallax.engine.order;

import static io.parallax.codecs.sbe.OrderState.CANCELLED;
import static io.parallax.codecs.sbe.OrderState.EXPIRED;
import static io.parallax.codecs.sbe.OrderState.FILLED;
import static io.parallax.codecs.sbe.OrderState.INTENDED;
import static io.parallax.codecs.sbe.OrderState.LATE_FILLED;
import static io.parallax.codecs.sbe.OrderState.OPEN;
import static io.parallax.codecs.sbe.OrderState.PART_FILLED;
import static io.parallax.codecs.sbe.OrderState.REJECTED;
import static io.parallax.codecs.sbe.OrderState.UNKNOWN;
import static io.parallax.engine.order.OrderEvent.ACCEPTED;
import static io.parallax.engine.order.OrderEvent.DONE_CANCELLED;
import static io.parallax.engine.order.OrderEvent.DONE_EXPIRED;
import static io.parallax.engine.order.OrderEvent.DONE_FILLED;
import static io.parallax.engine.order.OrderEvent.FILL_ALL;
import static io.parallax.engine.order.OrderEvent.FILL_PART;

import io.parallax.codecs.sbe.OrderState;

/**
 * Legal transitions of an order; every (state, event) has an answer. {@code null} is illegal and freezes the pair. Late
 * news about a finished order is a row, not an accident: a fill after the end is applied and remembered as LATE_FILLED.
 */
public final class OrderTable {
    private static final OrderState[][] NEXT = new OrderState[10][OrderEvent.values().length];

    static {
        // Sent, nothing heard.
        on(INTENDED, ACCEPTED, OPEN);
        on(INTENDED, OrderEvent.REJECTED, REJECTED);
        on(INTENDED, OrderEvent.UNKNOWN, UNKNOWN);
        on(INTENDED, FILL_PART, PART_FILLED); // the fill overtook the acknowledgement
        on(INTENDED, FILL_ALL, FILLED);
        ends(INTENDED);
        // Live.
        on(OPEN, ACCEPTED, OPEN);
        on(OPEN, OrderEvent.UNKNOWN, UNKNOWN);
        on(OPEN, FILL_PART, PART_FILLED);
        on(OPEN, FILL_ALL, FILLED);
        ends(OPEN);
        on(PART_FILLED, ACCEPTED, PART_FILLED);
        on(PART_FILLED, OrderEvent.UNKNOWN, UNKNOWN);
        on(PART_FILLED, FILL_PART, PART_FILLED);
        on(PART_FILLED, FILL_ALL, FILLED);
        ends(PART_FILLED);
        // Asked about: only evidence ends the doubt.
        on(UNKNOWN, ACCEPTED, OPEN);
        on(UNKNOWN, OrderEvent.REJECTED, REJECTED);
        on(UNKNOWN, OrderEvent.UNKNOWN, UNKNOWN);
        on(UNKNOWN, FILL_PART, UNKNOWN); // it exists, but what became of the rest is still not known
        on(UNKNOWN, FILL_ALL, FILLED);
        ends(UNKNOWN);
        // Finished: repeats change nothing, fills are never dropped.
        for (OrderState state : new OrderState[] {FILLED, CANCELLED, EXPIRED, REJECTED, LATE_FILLED}) {
            on(state, ACCEPTED, state);
            on(state, OrderEvent.UNKNOWN, state); // a timer or a lost answer cannot undo evidence
            on(state, DONE_FILLED, state);
            on(state, DONE_CANCELLED, state);
            on(state, DONE_EXPIRED, state);
            on(state, FILL_PART, LATE_FILLED);
            on(state, FILL_ALL, LATE_FILLED);
        }
        on(REJECTED, OrderEvent.REJECTED, REJECTED);
        on(REJECTED, ACCEPTED, null); // the venue contradicts itself
        on(REJECTED, DONE_FILLED, LATE_FILLED);
    }

    private OrderTable() {}

    private static void on(OrderState from, OrderEvent event, OrderState to) {
        NEXT[from.value()][event.ordinal()] = to;
    }

    private static void ends(OrderState from) {
        on(from, DONE_FILLED, FILLED);
        on(from, DONE_CANCELLED, CANCELLED);
        on(from, DONE_EXPIRED, EXPIRED);
    }

    /** The state after {@code event}, or null when the table does not know the step. */
    public static OrderState next(OrderState from, OrderEvent event) {
        return NEXT[from.value()][event.ordinal()];
    }

    /** No more is expected of an order in this state. */
    public static boolean isTerminal(OrderState state) {
        return state.value() >= FILLED.value() && state.value() <= LATE_FILLED.value();
    }
}
