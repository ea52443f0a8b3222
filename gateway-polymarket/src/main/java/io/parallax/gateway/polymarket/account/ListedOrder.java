package io.parallax.gateway.polymarket.account;

/**
 * An order as the venue's list of open orders has it.
 *
 * @param id hash of the order
 * @param conditionId of its market
 * @param tokenId decimal
 * @param side BUY or SELL
 * @param status the venue's word
 */
public record ListedOrder(
        String id,
        String conditionId,
        String tokenId,
        String side,
        String status,
        long priceMicros,
        long sizeMicros,
        long matchedMicros) {}
