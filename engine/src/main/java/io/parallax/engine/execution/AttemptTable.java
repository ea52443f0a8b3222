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
import static io.parallax.engine.execution.AttemptEvent.LEG_DUST;
import static io.parallax.engine.execution.AttemptEvent.MATCHED;
import static io.parallax.engine.execution.AttemptEvent.NAKED;
import static io.parallax.engine.execution.AttemptEvent.NEXT_LEG;
import static io.parallax.engine.execution.AttemptEvent.NOTHING_FILLED;
import static io.parallax.engine.execution.AttemptEvent.ORDER_UNKNOWN;
import static io.parallax.engine.execution.AttemptEvent.RELEASE;
import static io.parallax.engine.execution.AttemptEvent.SHORT_REPRICE;
import static io.parallax.engine.execution.AttemptEvent.SHORT_UNWIND;
import static io.parallax.engine.execution.AttemptEvent.UNWIND_COMPLETE;
import static io.parallax.engine.execution.AttemptEvent.UNWIND_SHORT;

import io.parallax.codecs.sbe.AttemptState;
import java.util.Arrays;

/**
 * The life of an attempt. Every (state, event) has an answer; what is not listed freezes the pair, because holding still
 * and calling a person is safer than a guess.
 *
 * <pre>
 *   IDLE ─▶ OPENING ─▶ HEDGING ─▶ HEDGED          first leg, or all at once; the others, leg by leg
 *              │        │  └▶ REHEDGING ─▶ HEDGED  one re-price of what is short
 *              │        └──────┬──┘
 *              ▼               ▼
 *          ABANDONED       UNWINDING ─▶ FLAT       any of them ─▶ FROZEN
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
        for (AttemptState opening : new AttemptState[] {OPENING, OPEN_UNKNOWN}) {
            on(opening, ORDER_UNKNOWN, OPEN_UNKNOWN);
            on(opening, NOTHING_FILLED, ABANDONED);
            on(opening, LEG_DUST, FLAT);
            on(opening, NEXT_LEG, HEDGING);
            on(opening, SHORT_REPRICE, REHEDGING);
            buying(opening);
        }
        for (AttemptState hedging : new AttemptState[] {HEDGING, HEDGE_UNKNOWN}) {
            on(hedging, ORDER_UNKNOWN, HEDGE_UNKNOWN);
            on(hedging, NEXT_LEG, HEDGING);
            on(hedging, SHORT_REPRICE, REHEDGING);
            buying(hedging);
        }
        for (AttemptState again : new AttemptState[] {REHEDGING, REHEDGE_UNKNOWN}) {
            on(again, ORDER_UNKNOWN, REHEDGE_UNKNOWN);
            on(again, NEXT_LEG, REHEDGING);
            buying(again);
        }
        for (AttemptState unwinding : new AttemptState[] {UNWINDING, UNWIND_UNKNOWN}) {
            on(unwinding, ORDER_UNKNOWN, UNWIND_UNKNOWN);
            on(unwinding, UNWIND_COMPLETE, FLAT);
            on(unwinding, UNWIND_SHORT, UNWINDING);
            on(unwinding, NAKED, UNWIND_UNKNOWN);
        }
        on(FROZEN, FLATTEN, UNWINDING);
        on(FROZEN, RELEASE, IDLE);
    }

    private AttemptTable() {}

    private static void on(AttemptState from, AttemptEvent event, AttemptState to) {
        NEXT[from.value()][event.ordinal()] = to;
    }

    private static void buying(AttemptState from) {
        on(from, MATCHED, HEDGED);
        on(from, SHORT_UNWIND, UNWINDING);
        on(from, NAKED, UNWIND_UNKNOWN);
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
