package io.parallax.config;

/**
 * Ceilings of the signer, the last place an order passes: whatever is beyond them is not signed, whoever asked. No field has
 * a default, since each can lose money; each is meant to lie a little beyond what risk ever lets through.
 *
 * @param maxBuyPriceMicros highest limit of a purchase, above 0 and at most 999,999
 * @param minSellPriceMicros lowest limit of a sale, at least 1; low enough for the last step of an unwind
 * @param maxQtyMicros most shares of one order
 * @param maxNotionalMicros most collateral one order gives or asks for
 * @param maxNotionalPerMinuteMicros most collateral of all orders signed to be sent within a minute
 */
public record SigningLimits(
        long maxBuyPriceMicros,
        long minSellPriceMicros,
        long maxQtyMicros,
        long maxNotionalMicros,
        long maxNotionalPerMinuteMicros) {
    private static final long ONE = 1_000_000;

    /** Checks every bound. */
    public SigningLimits {
        require(maxBuyPriceMicros > 0 && maxBuyPriceMicros < ONE, "maxBuyPrice", maxBuyPriceMicros, "in (0, 1)");
        require(minSellPriceMicros > 0 && minSellPriceMicros < ONE, "minSellPrice", minSellPriceMicros, "in (0, 1)");
        require(maxQtyMicros > 0, "maxQty", maxQtyMicros, "positive");
        require(maxNotionalMicros > 0, "maxNotional", maxNotionalMicros, "positive");
        require(
                maxNotionalPerMinuteMicros >= maxNotionalMicros,
                "maxNotionalPerMinute",
                maxNotionalPerMinuteMicros,
                "at least maxNotional");
    }

    /** No ceiling: for simulations and tests, where nothing can be lost. */
    public static SigningLimits none() {
        return new SigningLimits(ONE - 1, 1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static void require(boolean holds, String name, long micros, String claim) {
        if (!holds) {
            throw new IllegalArgumentException("signing." + name + "=" + micros + " micros: must be " + claim);
        }
    }
}
