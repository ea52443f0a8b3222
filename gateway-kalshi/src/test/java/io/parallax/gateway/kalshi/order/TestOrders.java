package io.parallax.gateway.kalshi.order;

/** Orders of a table, for tests of other packages. */
public final class TestOrders {
    private TestOrders() {}

    /** An order for ten contracts that was sent a minute after the epoch. */
    public static void add(OrderTable orders, long sessionId, long orderId, int market) {
        orders.add(new OrderTable.Entry(orderId, market, sessionId, false, 10_000_000, 60_000_000_000L));
    }

    public static void end(OrderTable orders, long orderId) {
        orders.find(orderId).end();
    }
}
