package io.parallax.engine.state;

import static io.parallax.codecs.sbe.EngineState.DRAINING;
import static io.parallax.codecs.sbe.EngineState.HALTED;
import static io.parallax.codecs.sbe.EngineState.PAUSED;
import static io.parallax.codecs.sbe.EngineState.RUNNING;
import static io.parallax.codecs.sbe.EngineState.STARTING;

import io.parallax.codecs.sbe.EngineState;
import java.util.Arrays;

/**
 * The ladder of the engine, of each venue and of each pair. Every (state, event) has an answer; what is not listed changes
 * nothing. Only START, RECOVERED and RESUME permit more than before.
 */
public final class LadderTable {
    private static final EngineState[][] NEXT = new EngineState[HALTED.value() + 1][LadderEvent.values().length];

    static {
        for (EngineState state : states()) {
            Arrays.fill(NEXT[state.value()], state);
            on(state, LadderEvent.HALT, HALTED);
        }
        on(STARTING, LadderEvent.START, RUNNING);
        on(STARTING, LadderEvent.START_PAUSED, PAUSED);
        on(STARTING, LadderEvent.START_DRAINING, DRAINING);
        on(STARTING, LadderEvent.RESUME, RUNNING);
        on(STARTING, LadderEvent.RESUME_DRAINING, DRAINING);
        on(RUNNING, LadderEvent.PAUSE, PAUSED);
        on(RUNNING, LadderEvent.DRAIN, DRAINING);
        on(PAUSED, LadderEvent.DRAIN, DRAINING);
        on(PAUSED, LadderEvent.RECOVERED, RUNNING);
        on(PAUSED, LadderEvent.RESUME, RUNNING);
        on(HALTED, LadderEvent.RESUME, RUNNING);
        on(HALTED, LadderEvent.RESUME_DRAINING, DRAINING);
        // DRAINING ends with the session, or with the halt of it: nothing widens it again.
    }

    private LadderTable() {}

    private static void on(EngineState from, LadderEvent event, EngineState to) {
        NEXT[from.value()][event.ordinal()] = to;
    }

    /** The states, narrowest to widest and back: in the order of the wire. */
    public static EngineState[] states() {
        return new EngineState[] {STARTING, RUNNING, PAUSED, DRAINING, HALTED};
    }

    public static EngineState next(EngineState from, LadderEvent event) {
        return NEXT[from.value()][event.ordinal()];
    }
}
