package io.parallax.app.record;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ParallaxSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What to record.
 *
 * @param file to make; must not be there yet
 * @param seconds how long, 0 = until told to stop
 * @param markets tickers or condition ids; empty = those of the simulator, or of the configured pairs
 * @param settings mode SIM records the simulator, the other modes the configured venue
 * @param lines connections that follow each market, 1 or 2
 * @param seed of everything random in the simulator
 * @param captures recordings that the simulator plays
 * @param ringBytes room for frames not yet written, a power of two
 */
public record RecordPlan(
        Venue venue,
        Path file,
        int seconds,
        List<String> markets,
        ParallaxSettings settings,
        int lines,
        long seed,
        List<Path> captures,
        int ringBytes) {
    /** Room for some seconds of any venue's bursts, and for messages of 2 MiB. */
    public static final int DEFAULT_RING_BYTES = 16 << 20;

    public RecordPlan {
        markets = List.copyOf(markets);
        captures = List.copyOf(captures);
    }
}
