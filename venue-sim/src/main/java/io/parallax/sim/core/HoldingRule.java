package io.parallax.sim.core;

/** What an account of the venue may hold of one market. */
public enum HoldingRule {
    /** YES and NO of one market cancel out at once and pay one dollar back: one signed position (Kalshi). */
    NETTED,
    /** Both tokens are held side by side; selling needs the token (Polymarket). */
    TOKENS
}
