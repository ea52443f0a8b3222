package io.parallax.sim.catalog;

/**
 * Two listings that settle on the same fact.
 *
 * @param name short name for logs and pair files
 * @param kalshi one side
 * @param polymarket other side; YES means the same on both
 * @param fairMicros fair value of YES at the start
 */
public record SimPair(String name, KalshiListing kalshi, PolymarketListing polymarket, long fairMicros) {}
