package io.parallax.sim;

import io.parallax.sim.kalshi.SocketRules;
import io.parallax.sim.polymarket.PolymarketTiming;

/**
 * How the simulated market data behaves.
 *
 * @param quietPairs further pairs without flow of their own: their books are made when first looked at
 * @param kalshi manners of Kalshi's websocket
 * @param polymarket Polymarket's delays
 */
public record SimFeed(int quietPairs, SocketRules kalshi, PolymarketTiming polymarket) {
    /** No quiet pairs, and quick enough for tests and demonstrations. */
    public static final SimFeed DEFAULT = new SimFeed(0, SocketRules.QUICK, PolymarketTiming.QUICK);

    public SimFeed {
        if (quietPairs < 0 || quietPairs > 100_000) {
            throw new IllegalArgumentException("sim.quietPairs=" + quietPairs + ": must be 0 to 100000");
        }
    }

    /** The same with so many quiet pairs. */
    public SimFeed withQuietPairs(int newQuietPairs) {
        return new SimFeed(newQuietPairs, kalshi, polymarket);
    }

    /** The same with these manners of Kalshi. */
    public SimFeed withKalshi(SocketRules newKalshi) {
        return new SimFeed(quietPairs, newKalshi, polymarket);
    }
}
