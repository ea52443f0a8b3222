package io.parallax.sim.kalshi.limit;

/**
 * What a customer may ask a second. Source: Kalshi docs "Rate limits and tiers", October 2026; capacities as the August text has
 * them.
 */
public enum Tier {
    BASIC(200, 400, 100, 100),
    ADVANCED(300, 600, 300, 600),
    EXPERT(600, 600, 600, 1_200),
    PREMIER(1_200, 1_200, 1_200, 2_400);

    private final int read;
    private final int readCapacity;
    private final int write;
    private final int writeCapacity;

    Tier(int read, int readCapacity, int write, int writeCapacity) {
        this.read = read;
        this.readCapacity = readCapacity;
        this.write = write;
        this.writeCapacity = writeCapacity;
    }

    /** Tokens a second for reads. */
    public int read() {
        return read;
    }

    /** Most tokens for reads. */
    public int readCapacity() {
        return readCapacity;
    }

    /** Tokens a second for writes. */
    public int write() {
        return write;
    }

    /** Most tokens for writes. */
    public int writeCapacity() {
        return writeCapacity;
    }
}
