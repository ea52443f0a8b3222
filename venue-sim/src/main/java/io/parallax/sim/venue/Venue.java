package io.parallax.sim.venue;

/** The two venues. */
public enum Venue {
    KALSHI,
    POLYMARKET
}
