package io.parallax.gateway.polymarket.reference;

/**
 * One binary market to follow, as the pair file names it.
 *
 * @param instrumentId the engine's id
 * @param conditionId the venue's id of the market, {@code 0x} and 64 hex digits
 * @param yesTokenId token of the first outcome, decimal
 * @param noTokenId token of the second outcome, decimal
 */
public record PolymarketMarket(int instrumentId, String conditionId, String yesTokenId, String noTokenId) {
    public PolymarketMarket {
        if (instrumentId < 0) {
            throw new IllegalArgumentException("instrument " + instrumentId + ": must not be negative");
        }
        if (!conditionId.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException("market '" + conditionId
                    + "': a condition id is 0x and 64 lower-case hex digits (31-byte ids are padded on the right)");
        }
        if (!yesTokenId.matches("[1-9][0-9]{0,77}") || !noTokenId.matches("[1-9][0-9]{0,77}")) {
            throw new IllegalArgumentException("market " + conditionId + ": tokens '" + yesTokenId + "' and '"
                    + noTokenId + "' must both be decimal; the venue may not have listed them yet");
        }
        if (yesTokenId.equals(noTokenId)) {
            throw new IllegalArgumentException("market " + conditionId + ": both outcomes have token " + yesTokenId);
        }
    }
}
