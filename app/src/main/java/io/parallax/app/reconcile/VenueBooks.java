package io.parallax.app.reconcile;

import java.util.List;
import java.util.Map;

/**
 * What one venue says of the account.
 *
 * @param cash available
 * @param positions contracts held; what is not in it is not held
 * @param positionsSource of those that are not in it
 * @param fills contracts bought less sold since the session began; what is not in it was not traded
 * @param fillsSource of those that are not in it
 * @param openOrders the venue's ids of orders that rest, with what remains of each
 * @param ordersSource of those that are not in it
 */
record VenueBooks(
        Figure cash,
        Map<Holding, Figure> positions,
        String positionsSource,
        Map<Holding, Figure> fills,
        String fillsSource,
        List<OpenOrder> openOrders,
        String ordersSource) {
    /** An order that rests. */
    record OpenOrder(String id, String market, long remainingMicros) {}
}
