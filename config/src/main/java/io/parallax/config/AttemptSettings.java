package io.parallax.config;

/**
 * How attempts are bounded in number, time and failures. No field has a default.
 *
 * @param maxAttempts Attempts under way at a time, of all pairs
 * @param maxPairAttempts attempts of one pair within risk.failFreezeWindow
 * @param maxNakedNs How long an attempt may hold what is not hedged; 0 = not judged
 * @param restNs How long an order that rests may rest; 0 = none rests
 * @param failHaltCount failed attempts of all pairs within failHaltWindow that halt
 * @param failHaltWindowNs window of failHaltCount
 * @param rejectFreezeCount the same refusal of one pair within risk.failFreezeWindow that freezes it
 * @param revertPauseCount failed settlements of a venue within revertPauseWindow that pause it
 * @param revertPauseWindowNs window of revertPauseCount
 * @param revertPauseShareMicros Failed settlements among the last 100 fills of a venue that pause it
 * @param polymarketOrdersPerSecond Requests a second that change orders at Polymarket
 * @param kalshiOrdersPerSecond Requests a second that change orders at Kalshi
 * @param reservedShareMicros Share of those requests that openings may not use
 */
public record AttemptSettings(
        int maxAttempts,
        int maxPairAttempts,
        long maxNakedNs,
        long restNs,
        int failHaltCount,
        long failHaltWindowNs,
        int rejectFreezeCount,
        int revertPauseCount,
        long revertPauseWindowNs,
        long revertPauseShareMicros,
        int polymarketOrdersPerSecond,
        int kalshiOrdersPerSecond,
        long reservedShareMicros) {}
