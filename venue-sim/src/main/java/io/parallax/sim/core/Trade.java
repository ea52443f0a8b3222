package io.parallax.sim.core;

/**
 * One match.
 *
 * @param id UUID
 * @param kind how contracts changed hands
 * @param yesPriceMicros price of the resting order, YES
 * @param qtyMicros contracts
 * @param taker side that came in
 * @param maker side that rested
 */
public record Trade(String id, TradeKind kind, long yesPriceMicros, long qtyMicros, Fill taker, Fill maker) {}
