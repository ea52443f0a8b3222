package io.parallax.sim.core;

/**
 * An order as a venue's server passes it on, all prices in terms of its own leg.
 *
 * @param marketId market
 * @param account owner
 * @param id order id, null lets the exchange make a UUID; never accepted twice
 * @param clientOrderId owner's id, null for none; never accepted twice for one account
 * @param outcome leg
 * @param action buy or sell; venues that net take BUY YES for bids and BUY NO for asks
 * @param ownPriceMicros limit in the price of the leg
 * @param qtyMicros contracts wanted; for a buy with {@code spendMicros} only informative
 * @param spendMicros above 0: an immediate buy that spends this much collateral instead of counting contracts
 * @param timeInForce how long it lives
 * @param postOnly refused when it would trade at once
 * @param selfTrade what happens on meeting an own order
 */
public record OrderRequest(
        String marketId,
        Account account,
        String id,
        String clientOrderId,
        Outcome outcome,
        Action action,
        long ownPriceMicros,
        long qtyMicros,
        long spendMicros,
        TimeInForce timeInForce,
        boolean postOnly,
        SelfTrade selfTrade) {

    /** The same order with other terms. */
    OrderRequest with(String newClientOrderId, long newOwnPriceMicros, long newQtyMicros) {
        return new OrderRequest(
                marketId,
                account,
                id,
                newClientOrderId,
                outcome,
                action,
                newOwnPriceMicros,
                newQtyMicros,
                spendMicros,
                timeInForce,
                postOnly,
                selfTrade);
    }

    /** Plain order without ids, flags or collateral target. */
    public static OrderRequest of(
            String marketId,
            Account account,
            Outcome outcome,
            Action action,
            long ownPriceMicros,
            long qtyMicros,
            TimeInForce timeInForce) {
        return new OrderRequest(
                marketId,
                account,
                null,
                null,
                outcome,
                action,
                ownPriceMicros,
                qtyMicros,
                0,
                timeInForce,
                false,
                SelfTrade.CANCEL_TAKER);
    }
}
