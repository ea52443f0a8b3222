package io.parallax.sim.polymarket;

/**
 * How late the venue is, and how patient; in milliseconds but for the last.
 *
 * @param initialDumpMs from subscribing to the first frame; 200 at the venue
 * @param lastTradeMs from the books after a trade to its public print
 * @param minedMs from a match to MINED; about 2000 at the venue
 * @param confirmedMs from a match to CONFIRMED
 * @param heartbeatTimeoutMs after how long without a heartbeat orders are swept
 * @param heartbeatSweepMs how often that is looked at
 * @param clockToleranceSeconds how far a signed timestamp may be off
 */
public record PolymarketTiming(
        long initialDumpMs,
        long lastTradeMs,
        long minedMs,
        long confirmedMs,
        long heartbeatTimeoutMs,
        long heartbeatSweepMs,
        long clockToleranceSeconds) {
    /** Quick enough for tests and demonstrations. */
    public static final PolymarketTiming QUICK = new PolymarketTiming(20, 35, 50, 100, 10_000, 5_000, 30);

    /** As observed at the venue. */
    public static final PolymarketTiming OBSERVED = new PolymarketTiming(200, 35, 2_000, 4_000, 10_000, 5_000, 30);
}
