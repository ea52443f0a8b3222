package io.parallax.sim.core;

/**
 * One side of a trade.
 *
 * @param tradeId id shared by both sides
 * @param order order that filled
 * @param taker whether it took liquidity
 * @param yesPriceMicros trade price, YES
 * @param qtyMicros contracts
 * @param costMicros own-leg cost (buy) or proceeds (sell) before the fee
 * @param feeMicros net fee
 * @param postYesMicros YES held after the fill
 * @param postNoMicros NO held after the fill
 * @param timestampNs when, epoch ns
 */
public record Fill(
        String tradeId,
        Order order,
        boolean taker,
        long yesPriceMicros,
        long qtyMicros,
        long costMicros,
        long feeMicros,
        long postYesMicros,
        long postNoMicros,
        long timestampNs) {}
