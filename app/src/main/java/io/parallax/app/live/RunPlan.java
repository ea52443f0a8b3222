package io.parallax.app.live;

import io.parallax.config.ParallaxSettings;
import java.nio.file.Path;

/**
 * A run.
 *
 * @param settings with the mode it runs in
 * @param sessions directory of all sessions
 * @param seconds of trading, 0 = until it is stopped
 * @param seed of the simulators in mode sim
 */
public record RunPlan(ParallaxSettings settings, Path sessions, int seconds, long seed) {}
