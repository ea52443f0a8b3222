package io.parallax.app.demo;

import io.parallax.config.ParallaxSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What a demo is to do.
 *
 * @param settings of mode SIM
 * @param sessions directory of all sessions
 * @param seconds of trading
 * @param seed of the simulators
 * @param captures recordings to observe beside
 * @param haltAfterSeconds of trading, when a leg is bought and its hedge is about to leave, everything is halted; 0 = never
 */
public record DemoPlan(
        ParallaxSettings settings, Path sessions, int seconds, long seed, List<Path> captures, int haltAfterSeconds) {
    public DemoPlan {
        captures = List.copyOf(captures);
    }

    /** One that is not halted. */
    public DemoPlan(ParallaxSettings settings, Path sessions, int seconds, long seed, List<Path> captures) {
        this(settings, sessions, seconds, seed, captures, 0);
    }

    boolean halts() {
        return haltAfterSeconds > 0;
    }
}
