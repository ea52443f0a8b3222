package io.parallax.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.Venue;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LadderTableTest {
    /** Every state's row in the order of the events: START, START_PAUSED, START_DRAINING, PAUSE, DRAIN, HALT, RECOVERED, RESUME, RESUME_DRAINING. */
    private static final Map<EngineState, String> ROWS = new EnumMap<>(Map.of(
            EngineState.STARTING, "RUNNING PAUSED DRAINING STARTING STARTING HALTED STARTING RUNNING DRAINING",
            EngineState.RUNNING, "RUNNING RUNNING RUNNING PAUSED DRAINING HALTED RUNNING RUNNING RUNNING",
            EngineState.PAUSED, "PAUSED PAUSED PAUSED PAUSED DRAINING HALTED RUNNING RUNNING PAUSED",
            EngineState.DRAINING, "DRAINING DRAINING DRAINING DRAINING DRAINING HALTED DRAINING DRAINING DRAINING",
            EngineState.HALTED, "HALTED HALTED HALTED HALTED HALTED HALTED HALTED RUNNING DRAINING"));

    @Test
    void shouldAnswerEveryEventInEveryState() {
        for (EngineState from : LadderTable.states()) {
            StringBuilder row = new StringBuilder();
            for (LadderEvent event : LadderEvent.values()) {
                row.append(row.isEmpty() ? "" : " ").append(LadderTable.next(from, event));
            }
            assertThat(row).as("from %s", from).hasToString(ROWS.get(from));
        }
    }

    @Test
    void shouldPermitMoreOnlyByStartRecoveryAndResume() {
        for (EngineState from : LadderTable.states()) {
            for (LadderEvent event : LadderEvent.values()) {
                switch (event) {
                    case START, START_PAUSED, START_DRAINING, RECOVERED, RESUME, RESUME_DRAINING -> {
                        // may widen
                    }
                    default ->
                        assertThat(permits(from) & permits(LadderTable.next(from, event)))
                                .as("%s in %s", event, from)
                                .isEqualTo(permits(LadderTable.next(from, event)));
                }
            }
        }
    }

    @Test
    void shouldPermitAnOrderOnlyWhereEngineVenueAndPairDo() {
        StateLadder ladder = new StateLadder();
        ladder.started();
        for (EngineState engine : LadderTable.states()) {
            for (EngineState venue : LadderTable.states()) {
                for (EngineState pair : LadderTable.states()) {
                    for (boolean shut : new boolean[] {false, true}) {
                        ladder.enter(engine);
                        ladder.enter(Venue.KALSHI, venue);
                        ladder.enterPair(3, pair);
                        ladder.shut(Venue.KALSHI, shut);
                        int both = shut ? 0 : permits(engine) & permits(venue);
                        String cell = engine + " " + venue + " " + pair + " " + shut;
                        assertThat(ladder.mayOpen(Venue.KALSHI)).as(cell).isEqualTo((both & 1) != 0);
                        assertThat(ladder.mayReduce(Venue.KALSHI)).as(cell).isEqualTo((both & 2) != 0);
                        assertThat(ladder.mayReduce(Venue.KALSHI, 3))
                                .as(cell)
                                .isEqualTo((both & permits(pair) & 2) != 0);
                        assertThat(ladder.mayOpenPair(3)).as(cell).isEqualTo((permits(pair) & 1) != 0);
                        assertThat(ladder.mayFlatten(Venue.KALSHI)).as(cell).isEqualTo(!shut);
                    }
                }
            }
        }
    }

    /** Bit 0: opening, bit 1: hedges and unwinds. */
    private static int permits(EngineState state) {
        return switch (state) {
            case RUNNING -> 3;
            case PAUSED, DRAINING -> 2;
            default -> 0;
        };
    }
}
