package io.parallax.gateway.kalshi.signing;

import java.util.concurrent.TimeUnit;

/**
 * How long a signature serves.
 *
 * @param toleranceNs how far a request's time may be from the venue's, which publishes no limit: five seconds pass, thirty do
 *     not. A signature is used for half of it
 * @param refreshNs how often those kept ready are made anew
 */
public record SigningSettings(long toleranceNs, long refreshNs) {
    /** Five seconds of tolerance, twice a second anew. */
    public static final SigningSettings USUAL =
            new SigningSettings(TimeUnit.SECONDS.toNanos(5), TimeUnit.MILLISECONDS.toNanos(500));

    public SigningSettings {
        if (toleranceNs <= 0 || refreshNs <= 0 || refreshNs > TimeUnit.SECONDS.toNanos(1)) {
            throw new IllegalArgumentException("signatures every " + refreshNs + " ns within a tolerance of "
                    + toleranceNs + " ns: both must be positive, the first at most a second");
        }
        if (refreshNs >= toleranceNs / 2) {
            throw new IllegalArgumentException("signatures every " + refreshNs
                    + " ns are too old at half of a tolerance of " + toleranceNs + " ns: make them more often");
        }
    }

    /** Oldest signature that is used. */
    long usableNs() {
        return toleranceNs / 2;
    }
}
