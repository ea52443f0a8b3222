package io.parallax.sim.kalshi.group;

import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.ExchangeListener;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.Trade;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** The groups of one customer. A group that passes its limit loses its resting orders and takes no more until it is reset. */
public final class OrderGroups implements ExchangeListener {
    private final Exchange exchange;
    private final LongSupplier clockNs;
    private final Executor loop;
    private final BiConsumer<String, OrderGroup> news;
    private final Map<String, OrderGroup> groups = new LinkedHashMap<>();
    private final Map<Order, OrderGroup> byOrder = new LinkedHashMap<>();
    private long count;

    /**
     * @param loop runs something after the event under way
     * @param news hears {@code created}, {@code triggered}, {@code reset}, {@code deleted}, {@code limit_updated}
     */
    public OrderGroups(Exchange exchange, LongSupplier clockNs, Executor loop, BiConsumer<String, OrderGroup> news) {
        this.exchange = exchange;
        this.clockNs = clockNs;
        this.loop = loop;
        this.news = news;
    }

    /** Makes a group. */
    public OrderGroup create(int shard, long limitMicros) {
        String id = UUID.nameUUIDFromBytes(("order group " + count++).getBytes(StandardCharsets.UTF_8))
                .toString();
        OrderGroup group = new OrderGroup(id, shard, limitMicros);
        groups.put(id, group);
        news.accept("created", group);
        return group;
    }

    /** A group, or null. */
    public OrderGroup find(String id) {
        return groups.get(id);
    }

    /** All groups, oldest first. */
    public Collection<OrderGroup> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** Id of the group of an order, or null. */
    public String idOf(Order order) {
        OrderGroup group = byOrder.get(order);
        return group == null ? null : group.id();
    }

    /** Puts an order into a group; what it filled on arrival counts. */
    public void join(OrderGroup group, Order order) {
        byOrder.put(order, group);
        group.add(order);
        if (order.filledMicros() > 0 && group.fill(order.filledMicros(), clockNs.getAsLong())) {
            trigger(group);
        }
    }

    /** Cancels its resting orders and takes no new ones until it is reset. */
    public void trigger(OrderGroup group) {
        if (group.trip()) {
            news.accept("triggered", group);
        }
        cancelAll(group);
    }

    /** Forgets what it filled and takes orders again. */
    public void reset(OrderGroup group) {
        group.reset();
        news.accept("reset", group);
    }

    /** Changes its limit; below what it filled in the window, it is triggered. */
    public void limit(OrderGroup group, long limitMicros) {
        group.limit(limitMicros);
        news.accept("limit_updated", group);
        if (group.isOver(clockNs.getAsLong())) {
            trigger(group);
        }
    }

    /** Cancels its orders and forgets it. */
    public void delete(OrderGroup group) {
        groups.remove(group.id());
        cancelAll(group);
        news.accept("deleted", group);
    }

    private void cancelAll(OrderGroup group) {
        for (Order order : group.resting()) {
            exchange.cancel(order, CancelReason.GROUP, clockNs.getAsLong());
        }
    }

    @Override
    public void onEvent(EngineEvent event) {
        if (byOrder.isEmpty()) {
            return;
        }
        for (Trade trade : event.trades()) {
            count(trade.maker());
            count(trade.taker());
        }
    }

    private void count(Fill fill) {
        OrderGroup group = byOrder.get(fill.order());
        if (group != null && group.fill(fill.qtyMicros(), fill.timestampNs())) {
            loop.execute(() -> trigger(group)); // a listener must not command the exchange
        }
    }
}
