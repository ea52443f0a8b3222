package io.parallax.sim.polymarket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All orders and trades of the venue's traders since the start. Written by the event loop. */
final class OrderLedger {
    private final Map<String, PlacedOrder> orders = new LinkedHashMap<>();
    private final Map<String, TradeRecord> trades = new LinkedHashMap<>();

    /** The order with this id, or null. */
    PlacedOrder order(String id) {
        return orders.get(id);
    }

    void add(PlacedOrder order) {
        orders.put(order.id(), order);
    }

    void remove(PlacedOrder order) {
        orders.remove(order.id());
    }

    void add(TradeRecord trade) {
        trades.put(trade.id(), trade);
    }

    /** Orders of one trader that pass a test, oldest first. */
    List<PlacedOrder> orders(PolymarketAccount account, Predicate<PlacedOrder> test) {
        List<PlacedOrder> result = new ArrayList<>();
        for (PlacedOrder order : orders.values()) {
            if (order.account() == account && test.test(order)) {
                result.add(order);
            }
        }
        return result;
    }

    /** Trades that pass a test, oldest first. */
    List<TradeRecord> trades(Predicate<TradeRecord> test) {
        return trades.values().stream().filter(test).toList();
    }
}
