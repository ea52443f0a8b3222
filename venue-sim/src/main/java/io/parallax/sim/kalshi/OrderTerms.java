package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Order;
import io.parallax.sim.kalshi.group.OrderGroups;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the venue knows of an order beside what matches: when it expires, its group, what a pause does to it. */
final class OrderTerms {
    private final Exchange exchange;
    private final OrderGroups groups;
    private final Map<Order, Long> expirySeconds = new LinkedHashMap<>();
    private final Set<Order> cancelledOnPause = new LinkedHashSet<>();

    OrderTerms(Exchange exchange, OrderGroups groups) {
        this.exchange = exchange;
        this.groups = groups;
    }

    void keep(Order placed, CreateOrder order) {
        if (!placed.isResting()) {
            return;
        }
        expiry(placed, order.expirySeconds());
        if (order.cancelOnPause()) {
            cancelledOnPause.add(placed);
        }
    }

    /** Changes when an order expires; 0 for never. */
    void expiry(Order order, long seconds) {
        if (seconds > 0) {
            expirySeconds.put(order, seconds);
        } else {
            expirySeconds.remove(order);
        }
    }

    /** Adds the fields that only some orders have. */
    void render(ObjectNode node, Order order) {
        String group = groups.idOf(order);
        if (group != null) {
            node.put("order_group_id", group);
        }
        Long seconds = expirySeconds.get(order);
        if (seconds != null) {
            node.put("expiration_time", Fixed.time(seconds * 1_000_000_000L));
        }
        if (cancelledOnPause.contains(order)) {
            node.put("cancel_order_on_pause", true);
        }
    }

    /** Cancels orders whose time ran out. */
    void expire(long nowNs) {
        for (Iterator<Map.Entry<Order, Long>> entries = expirySeconds.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<Order, Long> entry = entries.next();
            if (entry.getValue() <= Fixed.seconds(nowNs)) {
                entries.remove();
                exchange.cancel(entry.getKey(), CancelReason.EXPIRY, nowNs);
            }
        }
    }

    /** Cancels what asked for it, on a shard that pauses. */
    void pause(int shard, Map<String, KalshiListing> listings, long nowNs) {
        for (Order order : List.copyOf(cancelledOnPause)) {
            if (listings.get(order.market().id()).exchangeIndex() == shard) {
                cancelledOnPause.remove(order);
                exchange.cancel(order, CancelReason.HALT, nowNs);
            }
        }
    }
}
