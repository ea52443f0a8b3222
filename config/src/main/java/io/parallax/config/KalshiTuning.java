package io.parallax.config;

import java.util.concurrent.TimeUnit;

/**
 * What of Kalshi differs from account to account, or is a matter of taste.
 *
 * @param clockToleranceNs how far a request's time may be from the venue's, 1 s to 15 s; a signature is used for half of it. The
 *     venue publishes no limit: five seconds pass, thirty do not
 * @param signatureRefreshNs how often signatures kept ready are made anew, 50 ms to 1 s and below half of the tolerance
 * @param orderGroupLimit contracts that our orders may fill within 15 seconds on one shard before the venue itself stops us, 1 to
 *     1,000,000; 0 = no such guard
 * @param tier of the account
 */
public record KalshiTuning(long clockToleranceNs, long signatureRefreshNs, long orderGroupLimit, KalshiTier tier) {
    /** Least and most of each. */
    public static final long MIN_TOLERANCE_NS = TimeUnit.SECONDS.toNanos(1);

    public static final long MAX_TOLERANCE_NS = TimeUnit.SECONDS.toNanos(15);
    public static final long MIN_REFRESH_NS = TimeUnit.MILLISECONDS.toNanos(50);
    public static final long MAX_REFRESH_NS = TimeUnit.SECONDS.toNanos(1);
    public static final int MAX_GROUP_LIMIT = 1_000_000;

    /** Five seconds of tolerance, signatures twice a second, 20,000 contracts, the tier of every account. */
    public static final KalshiTuning USUAL =
            new KalshiTuning(TimeUnit.SECONDS.toNanos(5), TimeUnit.MILLISECONDS.toNanos(500), 20_000, KalshiTier.BASIC);

    /** Checks every bound. */
    public KalshiTuning {
        require(
                clockToleranceNs >= MIN_TOLERANCE_NS && clockToleranceNs <= MAX_TOLERANCE_NS,
                "clockTolerance",
                Units.durationText(clockToleranceNs),
                "1s to 15s");
        require(
                signatureRefreshNs >= MIN_REFRESH_NS && signatureRefreshNs <= MAX_REFRESH_NS,
                "signatureRefresh",
                Units.durationText(signatureRefreshNs),
                "50ms to 1s");
        require(
                signatureRefreshNs < clockToleranceNs / 2,
                "signatureRefresh",
                Units.durationText(signatureRefreshNs),
                "below half of clockTolerance, " + Units.durationText(clockToleranceNs)
                        + ": a signature is used for that long");
        require(
                orderGroupLimit >= 0 && orderGroupLimit <= MAX_GROUP_LIMIT,
                "orderGroupLimit",
                Long.toString(orderGroupLimit),
                "1 to 1000000 contracts, or 0 for no group");
    }

    private static void require(boolean holds, String name, String value, String claim) {
        if (!holds) {
            throw new IllegalArgumentException("kalshi." + name + "=" + value + ": must be " + claim);
        }
    }
}
