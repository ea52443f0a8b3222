package io.parallax.sim.fault;

/** How a venue's clock text is wrong. */
public enum WrongTime {
    /** Right. */
    RIGHT,
    /** Seconds where milliseconds belong. */
    SECONDS,
    /** An hour ahead. */
    FUTURE,
    /** An hour back. */
    BACKWARDS;

    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long MS_PER_S = 1_000;

    /** The instant whose text in milliseconds is the wrong text of {@code timestampNs}. */
    public long ns(long timestampNs) {
        return switch (this) {
            case RIGHT -> timestampNs;
            case SECONDS -> timestampNs / MS_PER_S;
            case FUTURE -> timestampNs + HOUR_NS;
            case BACKWARDS -> timestampNs - HOUR_NS;
        };
    }
}
