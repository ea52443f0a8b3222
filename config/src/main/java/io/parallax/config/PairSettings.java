package io.parallax.config;

import io.parallax.codecs.sbe.Verdict;

/**
 * Two markets that a person found to settle on the same fact.
 *
 * @param name the pair's own short name
 * @param polymarket the Polymarket side
 * @param kalshi the Kalshi side
 * @param verdict SAME, or INVERTED when YES of one is NO of the other
 * @param verdictExpiryNs instant from which the verdict no longer counts, epoch ns UTC; 0 = does not expire
 * @param maxQtyMicros largest hedged quantity, in micros of a contract
 * @param enabled whether the pair may be traded from the start
 * @param reviewer who gave the verdict
 */
public record PairSettings(
        String name,
        PolymarketSide polymarket,
        KalshiSide kalshi,
        Verdict verdict,
        long verdictExpiryNs,
        long maxQtyMicros,
        boolean enabled,
        String reviewer) {

    /**
     * The market at Polymarket.
     *
     * @param conditionId {@code 0x} and 64 hex digits
     * @param yesTokenId token of the first outcome, decimal
     * @param noTokenId token of the second outcome, decimal
     * @param rulesHash SHA-256 of the rule text that was reviewed, 64 hex digits
     */
    public record PolymarketSide(String conditionId, String yesTokenId, String noTokenId, String rulesHash) {}

    /**
     * The market at Kalshi.
     *
     * @param ticker market ticker
     * @param rulesHash SHA-256 of the rule text that was reviewed, 64 hex digits
     */
    public record KalshiSide(String ticker, String rulesHash) {}
}
