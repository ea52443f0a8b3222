package io.parallax.config;

/** What an account of Kalshi may ask for, in tokens. Source: Kalshi docs "Rate limits and tiers", since 24 September 2026. */
public enum KalshiTier {
    /** Every account. */
    BASIC(200, 100),
    ADVANCED(300, 300),
    EXPERT(600, 600),
    PREMIER(1_200, 1_200),
    PARAGON(2_400, 2_400),
    PRIME(4_800, 4_800),
    PRESTIGE(12_000, 9_600);

    private final int readPerSecond;
    private final int writePerSecond;

    KalshiTier(int readPerSecond, int writePerSecond) {
        this.readPerSecond = readPerSecond;
        this.writePerSecond = writePerSecond;
    }

    /** Tokens for reads that come back in a second. */
    public int readPerSecond() {
        return readPerSecond;
    }

    /** Tokens for writes that come back in a second. */
    public int writePerSecond() {
        return writePerSecond;
    }
}
