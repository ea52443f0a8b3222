package io.parallax.engine.execution;

import static io.parallax.codecs.sbe.AttemptState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.AttemptState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state with every event: the listed steps and no others; the rest freezes. */
class AttemptTableTest {
    private static final Map<String, AttemptState> LISTED = new LinkedHashMap<>();

    private static void row(AttemptState from, Object... steps) {
        for (int i = 0; i < steps.length; i += 2) {
            LISTED.put(from + " " + steps[i], (AttemptState) steps[i + 1]);
        }
    }

    static {
        for (AttemptState ended : new AttemptState[] {IDLE, HEDGED, FLAT, ABANDONED}) {
            row(ended, AttemptEvent.FIRED, OPENING);
        }
        for (AttemptState opening : new AttemptState[] {OPENING, OPEN_UNKNOWN}) {
            row(opening, AttemptEvent.ORDER_UNKNOWN, OPEN_UNKNOWN, AttemptEvent.NOTHING_FILLED, ABANDONED);
            row(opening, AttemptEvent.LEG_DUST, FLAT, AttemptEvent.NEXT_LEG, HEDGING);
            row(opening, AttemptEvent.SHORT_REPRICE, REHEDGING, AttemptEvent.SHORT_UNWIND, UNWINDING);
            row(opening, AttemptEvent.MATCHED, HEDGED, AttemptEvent.NAKED, UNWIND_UNKNOWN);
        }
        for (AttemptState hedging : new AttemptState[] {HEDGING, HEDGE_UNKNOWN}) {
            row(hedging, AttemptEvent.ORDER_UNKNOWN, HEDGE_UNKNOWN, AttemptEvent.NEXT_LEG, HEDGING);
            row(hedging, AttemptEvent.SHORT_REPRICE, REHEDGING, AttemptEvent.SHORT_UNWIND, UNWINDING);
            row(hedging, AttemptEvent.MATCHED, HEDGED, AttemptEvent.NAKED, UNWIND_UNKNOWN);
        }
        for (AttemptState again : new AttemptState[] {REHEDGING, REHEDGE_UNKNOWN}) {
            row(again, AttemptEvent.ORDER_UNKNOWN, REHEDGE_UNKNOWN, AttemptEvent.NEXT_LEG, REHEDGING);
            row(again, AttemptEvent.SHORT_UNWIND, UNWINDING);
            row(again, AttemptEvent.MATCHED, HEDGED, AttemptEvent.NAKED, UNWIND_UNKNOWN);
        }
        for (AttemptState unwind : new AttemptState[] {UNWINDING, UNWIND_UNKNOWN}) {
            row(unwind, AttemptEvent.ORDER_UNKNOWN, UNWIND_UNKNOWN, AttemptEvent.UNWIND_COMPLETE, FLAT);
            row(unwind, AttemptEvent.UNWIND_SHORT, UNWINDING, AttemptEvent.NAKED, UNWIND_UNKNOWN);
        }
        row(FROZEN, AttemptEvent.FLATTEN, UNWINDING, AttemptEvent.RELEASE, IDLE);
    }

    @Test
    void shouldAnswerEveryStateWithEveryEvent() {
        int listed = 0;
        for (AttemptState from : AttemptState.values()) {
            if (from == NULL_VAL) {
                continue;
            }
            for (AttemptEvent event : AttemptEvent.values()) {
                AttemptState expected = LISTED.get(from + " " + event);
                listed += expected == null ? 0 : 1;
                assertThat(AttemptTable.next(from, event))
                        .as("%s %s", from, event)
                        .isEqualTo(expected == null ? FROZEN : expected);
            }
        }
        assertThat(listed).isEqualTo(LISTED.size());
    }

    @Test
    void shouldCallTheStatesWithAnOrderDueActive() {
        for (AttemptState state : AttemptState.values()) {
            if (state != NULL_VAL) {
                boolean ended =
                        state == IDLE || state == HEDGED || state == FLAT || state == ABANDONED || state == FROZEN;
                assertThat(AttemptTable.isActive(state)).as(state.name()).isEqualTo(!ended);
            }
        }
    }
}
