package io.parallax.config;

import java.util.List;
import java.util.Optional;

/**
 * The whole configuration. Components receive their own record, never this.
 *
 * @param mode what the process trades against
 * @param runtime how it runs
 * @param feed how market data is received
 * @param risk what it may do
 * @param polymarket empty in mode SIM, where the simulator supplies it
 * @param kalshi empty in mode SIM, where the simulator supplies it
 * @param pairs empty in mode SIM, where the simulator supplies them
 */
public record ParallaxSettings(
        Mode mode,
        RuntimeSettings runtime,
        FeedSettings feed,
        RiskSettings risk,
        Optional<PolymarketSettings> polymarket,
        Optional<KalshiSettings> kalshi,
        List<PairSettings> pairs) {

    public ParallaxSettings {
        pairs = List.copyOf(pairs);
    }

    /** These settings with another runtime part. */
    public ParallaxSettings withRuntime(RuntimeSettings other) {
        return new ParallaxSettings(mode, other, feed, risk, polymarket, kalshi, pairs);
    }
}
