package io.parallax.gateway.polymarket.reconcile;

import io.parallax.gateway.polymarket.order.OrderTable;

/**
 * One row of the venue's list of open orders.
 *
 * @param venueId hash of the order, {@code 0x} and 64 hex digits
 * @param order ours of this session, or null
 * @param token by the table of markets, -1 = of no market that is followed
 * @param remainingMicros what may still match
 */
record RestingOrder(String venueId, OrderTable.Entry order, int token, long remainingMicros) {}
