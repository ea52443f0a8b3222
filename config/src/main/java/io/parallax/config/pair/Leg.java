package io.parallax.config.pair;

import io.parallax.codecs.sbe.Venue;

/** A market of a pair, as it was when a person read its rules. */
public sealed interface Leg {
    /** Where it is. */
    Venue venue();

    /** The venue's own id: condition id or ticker. */
    String marketId();

    /** What was read of it. */
    Reviewed reviewed();

    /**
     * What a person read.
     *
     * @param rulesHash SHA-256 of the rule text, 64 hex digits
     * @param title the question; empty = not noted
     * @param yesOutcome the venue's word for YES; empty = not noted
     * @param noOutcome the venue's word for NO; empty = not noted
     * @param strike such as {@code >= 800}; null = none
     */
    record Reviewed(String rulesHash, String title, String yesOutcome, String noOutcome, Strike strike) {}

    /**
     * A market at Polymarket.
     *
     * @param conditionId {@code 0x} and 64 hex digits
     * @param slug name under which the catalogue has its rules
     * @param yesTokenId token of the first outcome, decimal
     * @param noTokenId token of the second outcome, decimal
     * @param version protocol version, {@code v1} or {@code v2}; empty = not noted
     */
    record Polymarket(
            String conditionId, String slug, String yesTokenId, String noTokenId, String version, Reviewed reviewed)
            implements Leg {
        @Override
        public Venue venue() {
            return Venue.POLYMARKET;
        }

        @Override
        public String marketId() {
            return conditionId;
        }
    }

    /**
     * A market at Kalshi.
     *
     * @param ticker market ticker
     * @param series series ticker; empty = not noted
     * @param contractTerms address of the contract terms of the series; empty = not noted
     */
    record Kalshi(String ticker, String series, String contractTerms, Reviewed reviewed) implements Leg {
        @Override
        public Venue venue() {
            return Venue.KALSHI;
        }

        @Override
        public String marketId() {
            return ticker;
        }
    }
}
