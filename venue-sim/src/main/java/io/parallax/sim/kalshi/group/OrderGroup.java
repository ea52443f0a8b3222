package io.parallax.sim.kalshi.group;

import io.parallax.sim.core.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One group: its limit, its orders and what they filled lately. */
public final class OrderGroup {
    private static final long WINDOW_NS = 15_000_000_000L;

    private final String id;
    private final int shard;
    private final List<Order> orders = new ArrayList<>();
    private final Deque<Matched> matched = new ArrayDeque<>();
    private long limitMicros;
    private long sumMicros;
    private boolean tripped;

    private record Matched(long timestampNs, long qtyMicros) {}

    OrderGroup(String id, int shard, long limitMicros) {
        this.id = id;
        this.shard = shard;
        this.limitMicros = limitMicros;
    }

    /** UUID. */
    public String id() {
        return id;
    }

    /** The one shard its orders are on. */
    public int shard() {
        return shard;
    }

    /** Contracts it may fill within the window. */
    public long limitMicros() {
        return limitMicros;
    }

    /** Whether it takes no orders until it is reset. */
    public boolean isTripped() {
        return tripped;
    }

    /** Its orders that rest. */
    public List<Order> resting() {
        orders.removeIf(order -> !order.isResting());
        return List.copyOf(orders);
    }

    void add(Order order) {
        orders.add(order);
    }

    void limit(long newLimitMicros) {
        limitMicros = newLimitMicros;
    }

    /** Counts a fill. @return whether the limit is passed by it */
    boolean fill(long qtyMicros, long nowNs) {
        matched.addLast(new Matched(nowNs, qtyMicros));
        sumMicros += qtyMicros;
        return isOver(nowNs);
    }

    /** Whether what was filled in the window is more than the limit. */
    boolean isOver(long nowNs) {
        while (!matched.isEmpty() && matched.peekFirst().timestampNs() <= nowNs - WINDOW_NS) {
            sumMicros -= matched.removeFirst().qtyMicros();
        }
        return sumMicros > limitMicros;
    }

    /** @return whether it was not tripped before */
    boolean trip() {
        boolean first = !tripped;
        tripped = true;
        return first;
    }

    void reset() {
        tripped = false;
        matched.clear();
        sumMicros = 0;
    }
}
