package io.parallax.gateway.polymarket.reference;

/** The venue's timestamps: seconds in some places, milliseconds in others. Data, never a clock. */
public final class VenueTime {
    /** Below it a timestamp is in seconds, from it on in milliseconds (of 1973 and later). */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private static final long LAST_MILLISECONDS = Long.MAX_VALUE / 1_000_000;

    private VenueTime() {}

    /** Epoch nanoseconds of a timestamp told in seconds or milliseconds; 0 for what cannot be an instant. */
    public static long nanoseconds(long timestamp) {
        if (timestamp <= 0 || timestamp > LAST_MILLISECONDS) {
            return 0;
        }
        return timestamp < FIRST_MILLISECONDS ? timestamp * 1_000_000_000L : timestamp * 1_000_000L;
    }
}
