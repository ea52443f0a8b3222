package io.parallax.config;

/**
 * Limits on what may go wrong at worst. No field has a default, since each can lose money.
 *
 * @param maxGapNotionalMicros Matched notional of one pair, lost if its legs settle against each other
 * @param maxGroupGapNotionalMicros The same over the pairs of one event group
 * @param maxProvisionalNotionalMicros Fills of one venue that have not settled yet
 * @param maxCollarMicros How far the limit of an order may be from the best price it meets
 * @param maxSpreadMicros Widest book that is opened on
 * @param maxDustMicros Contracts one pair may carry below minimum sizes
 * @param maxTotalDustMicros The same over all pairs
 * @param maxNetMicros Contracts that may be without a hedge at worst, in one pair
 * @param maxTotalNetMicros The same over all pairs
 */
public record ExposureSettings(
        long maxGapNotionalMicros,
        long maxGroupGapNotionalMicros,
        long maxProvisionalNotionalMicros,
        long maxCollarMicros,
        long maxSpreadMicros,
        long maxDustMicros,
        long maxTotalDustMicros,
        long maxNetMicros,
        long maxTotalNetMicros) {}
