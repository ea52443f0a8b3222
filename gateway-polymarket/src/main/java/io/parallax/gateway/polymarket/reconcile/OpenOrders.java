package io.parallax.gateway.polymarket.reconcile;

import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The venue's list of our open orders, page after page. Event loop only. */
public final class OpenOrders {
    private static final int MAX_PAGES = 50;

    private final Reads reads;
    private final OrderPage page;

    public OpenOrders(Reads reads, MarketTable markets, OrderTable orders) {
        this.reads = reads;
        page = new OrderPage(markets, orders);
    }

    /** @param done told the list, or null when not every page could be read */
    void read(Consumer<List<RestingOrder>> done) {
        page("", 1, new ArrayList<>(), done);
    }

    private void page(String cursor, int number, List<RestingOrder> sofar, Consumer<List<RestingOrder>> done) {
        reads.get(
                cursor.isEmpty() ? "/data/orders" : "/data/orders?next_cursor=" + cursor,
                (body, offset, length, epochNs) -> {
                    String next = page.read(body, offset, length, sofar);
                    if (next == null || number == MAX_PAGES && !next.isEmpty()) {
                        done.accept(null);
                    } else if (next.isEmpty()) {
                        done.accept(sofar);
                    } else {
                        page(next, number + 1, sofar, done);
                    }
                },
                () -> done.accept(null));
    }
}
