package io.parallax.gateway.reference;

import java.util.List;

/**
 * What a venue says a market is, to be held against what a person read. A text is empty where the venue tells none.
 *
 * @param marketId the venue's own id: condition id or ticker
 * @param tokenIds tokens of YES and NO; empty where the venue has none
 * @param yesOutcome the venue's word for YES
 * @param noOutcome the venue's word for NO
 * @param series series of the market, or protocol version
 * @param contractTerms where the contract terms are
 * @param binary whether it pays 0 or 1 and no amount between
 * @param placeholder whether the outcome stands for what is not named yet, or its event may still get outcomes
 * @param rulesHash SHA-256 of the rule text, 64 lower-case hex digits
 * @param fees what it says of its fees
 */
public record MarketListing(
        String marketId,
        List<String> tokenIds,
        String yesOutcome,
        String noOutcome,
        String series,
        String contractTerms,
        boolean binary,
        boolean placeholder,
        String rulesHash,
        ListedFees fees) {
    public MarketListing {
        tokenIds = List.copyOf(tokenIds);
    }
}
