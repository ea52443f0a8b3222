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
 */
public record DemoPlan(ParallaxSettings settings, Path sessions, int seconds, long seed, List<Path> captures) {
    public DemoPlan {
        captures = List.copyOf(captures);
    }
}
