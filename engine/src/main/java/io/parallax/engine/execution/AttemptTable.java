package io.parallax.engine.execution;

import static io.parallax.codecs.sbe.AttemptState.ABANDONED;
import static io.parallax.codecs.sbe.AttemptState.FLAT;
import static io.parallax.codecs.sbe.AttemptState.FROZEN;
import static io.parallax.codecs.sbe.AttemptState.HEDGED;
import static io.parallax.codecs.sbe.AttemptState.HEDGE_UNKNOWN;
import static io.parallax.codecs.sbe.AttemptState.HEDGING;
import static io.parallax.codecs.sbe.AttemptState.IDLE;
import static io.parallax.codecs.sbe.AttemptState.OPENING;
import static io.parallax.codecs.sbe.AttemptState.OPEN_UNKNOWN;
import static io.parallax.codecs.sbe.AttemptState.REHEDGE_UNKNOWN;
import static io.parallax.codecs.sbe.AttemptState.REHEDGING;
import static io.parallax.codecs.sbe.AttemptState.UNWINDING;
import static io.parallax.codecs.sbe.AttemptState.UNWIND_UNKNOWN;
import static io.parallax.engine.execution.AttemptEvent.FIRED;
import static io.parallax.engine.execution.AttemptEvent.FLATTEN;
import static io.parallax.engine.execution.AttemptEvent.HEDGE_COMPLETE;
import static io.parallax.engine.execution.AttemptEvent.HEDGE_SHORT_REPRICE;
import static io.parallax.engine.execution.AttemptEvent.HEDGE_SHORT_UNWIND;
import static io.parallax.engine.execution.AttemptEvent.LEG_DUST;
import static io.parallax.engine.execution.AttemptEvent.LEG_FILLED;
import static io.parallax.engine.execution.AttemptEvent.LEG_NOT_FILLED;
import static io.parallax.engine.execution.AttemptEvent.LEG_UNHEDGEABLE;
import static io.parallax.engine.execution.AttemptEvent.ORDER_UNKNOWN;
import static io.parallax.engine.execution.AttemptEvent.RELEASE;
import static io.parallax.engine.execution.AttemptEvent.UNWIND_COMPLETE;
import static io.parallax.engine.execution.AttemptEvent.UNWIND_SHORT;

import io.parallax.codecs.sbe.AttemptState;
import java.util.Arrays;

/**
 * The life of an attempt. Every (state, event) has an answer; what is not listed freezes the pair, because holding still
 * and calling a person is safer than a guess.
 *
 * <pre>
 *   IDLE ─▶ OPENING ─▶ HEDGING ─▶ HEDGED
 *              │          │ └▶ REHEDGING ─▶ HEDGED
 *              │          └──────┬──┘
 *              ▼                 ▼
 *          ABANDONED         UNWINDING ─▶ FLAT          any of them ─▶ FROZEN
 * </pre>
 */
public final class AttemptTable {
    private static final AttemptState[][] NEXT = new AttemptState[14][AttemptEvent.values().length];

    static {
        for (AttemptState[] row : NEXT) {
            Arrays.fill(row, FROZEN);
        }
        for (AttemptState ended : new AttemptState[] {IDLE, HEDGED, FLAT, ABANDONED}) {
            on(ended, FIRED, OPENING);
        }
        leg(OPENING);
        leg(OPEN_UNKNOWN);
        on(OPENING, ORDER_UNKNOWN, OPEN_UNKNOWN);
        on(OPEN_UNKNOWN, ORDER_UNKNOWN, OPEN_UNKNOWN);

        hedge(HEDGING);
        hedge(HEDGE_UNKNOWN);
        on(HEDGING, HEDGE_SHORT_REPRICE, REHEDGING);
        on(HEDGE_UNKNOWN, HEDGE_SHORT_REPRICE, REHEDGING);
        on(HEDGING, ORDER_UNKNOWN, HEDGE_UNKNOWN);
        on(HEDGE_UNKNOWN, ORDER_UNKNOWN, HEDGE_UNKNOWN);

        hedge(REHEDGING);
        hedge(REHEDGE_UNKNOWN);
        on(REHEDGING, ORDER_UNKNOWN, REHEDGE_UNKNOWN);
        on(REHEDGE_UNKNOWN, ORDER_UNKNOWN, REHEDGE_UNKNOWN);

        unwind(UNWINDING);
        unwind(UNWIND_UNKNOWN);
        on(UNWINDING, ORDER_UNKNOWN, UNWIND_UNKNOWN);
        on(UNWIND_UNKNOWN, ORDER_UNKNOWN, UNWIND_UNKNOWN);

        on(FROZEN, FLATTEN, UNWINDING);
        on(FROZEN, RELEASE, IDLE);
    }

    private AttemptTable() {}

    private static void on(AttemptState from, AttemptEvent event, AttemptState to) {
        NEXT[from.value()][event.ordinal()] = to;
    }

    private static void leg(AttemptState from) {
        on(from, LEG_NOT_FILLED, ABANDONED);
        on(from, LEG_FILLED, HEDGING);
        on(from, LEG_UNHEDGEABLE, UNWINDING);
        on(from, LEG_DUST, FLAT);
    }

    private static void hedge(AttemptState from) {
        on(from, HEDGE_COMPLETE, HEDGED);
        on(from, HEDGE_SHORT_UNWIND, UNWINDING);
    }

    private static void unwind(AttemptState from) {
        on(from, UNWIND_COMPLETE, FLAT);
        on(from, UNWIND_SHORT, UNWINDING);
    }

    /** The state after {@code event}; never null. */
    public static AttemptState next(AttemptState from, AttemptEvent event) {
        return NEXT[from.value()][event.ordinal()];
    }

    /** An order is live or due: the pair is busy. */
    public static boolean isActive(AttemptState state) {
        return state.value() >= OPENING.value() && state.value() <= UNWIND_UNKNOWN.value();
    }
}
