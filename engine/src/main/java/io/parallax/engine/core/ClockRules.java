package io.parallax.engine.core;

import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;

/**
 * Whether our own clock and process can be believed, judged by the timestamps of events. Timers come every few milliseconds;
 * when an event is much later than the last timer, the process stood still or the clock was set forward, which nobody can
 * tell apart from here, and what the books say is old either way. A timer much earlier than the latest event is a clock
 * set back: engine time then waits, ages stop growing, and so opening pauses.
 */
final class ClockRules {
    private static final long NEVER = Long.MIN_VALUE;

    private final EngineSettings settings;
    private long lastTimerNs = NEVER;
    private boolean behind;

    ClockRules(EngineSettings settings) {
        this.settings = settings;
    }

    /**
     * @param readingNs timestamp of any event
     * @return nanoseconds since the last timer when they exceed the limit, told once; else 0
     */
    long gapNs(long readingNs) {
        long limitNs = settings.maxClockGapNs();
        if (lastTimerNs == NEVER || limitNs == 0 || readingNs - lastTimerNs <= limitNs) {
            return 0;
        }
        long gapNs = readingNs - lastTimerNs;
        lastTimerNs = readingNs;
        return gapNs;
    }

    /**
     * Takes a timer.
     *
     * @param nowNs engine time, the latest of all timestamps
     * @return how far the clock stepped back when that exceeds the limit, told once for each step; else 0
     */
    long stepNs(long readingNs, long nowNs) {
        lastTimerNs = readingNs;
        long stepNs = nowNs - readingNs;
        boolean wasBehind = behind;
        behind = settings.maxClockStepNs() > 0 && stepNs > settings.maxClockStepNs();
        return behind && !wasBehind ? stepNs : 0;
    }

    /** Whether the last timer was behind engine time by more than the limit. */
    boolean isBehind() {
        return behind;
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        return StateHash.mix(StateHash.mix(hash, lastTimerNs), behind ? 1 : 0);
    }
}
