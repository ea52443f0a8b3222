package io.parallax.gateway.polymarket.account;

/**
 * A trade of the account as the venue's list has it, told from its taker's side.
 *
 * @param id uuid
 * @param side of the taker, BUY or SELL
 * @param role ours: TAKER or MAKER
 * @param status the venue's word without its prefix, such as CONFIRMED
 */
public record ListedTrade(
        String id,
        String conditionId,
        String tokenId,
        String side,
        String role,
        String status,
        long priceMicros,
        long sizeMicros) {}
