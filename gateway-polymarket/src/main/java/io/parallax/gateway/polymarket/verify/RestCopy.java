package io.parallax.gateway.polymarket.verify;

/**
 * What the venue's REST answer says of a market's book, in terms of its first outcome: the hash and all that is hashed but
 * the levels. A copy is made only of an answer whose own hash is right, so our levels equal its levels exactly when
 * they give the same hash.
 *
 * @param slot of the market
 * @param timestampMs of the book's last change
 * @param hash as {@link Preimage#HASH_LONGS} longs
 * @param priceMicros of the last trade, {@link LastPrice#NONE} or {@link LastPrice#UNKNOWN} (not told, not hashed)
 * @param priceDecimals it is written with
 */
record RestCopy(
        int slot,
        long timestampMs,
        long[] hash,
        long minOrderMicros,
        long tickMicros,
        boolean negRisk,
        long priceMicros,
        int priceDecimals,
        boolean versionTwo) {}
