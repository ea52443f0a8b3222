package io.parallax.sim.core;

import java.util.ArrayList;
import java.util.List;

/** Collects the consequences of one command. */
final class EventBuilder {
    private Market market;
    private long timestampNs;
    private final List<LevelChange> levels = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<OrderUpdate> updates = new ArrayList<>();

    void begin(Market newMarket, long newTimestampNs) {
        market = newMarket;
        timestampNs = newTimestampNs;
        levels.clear();
        trades.clear();
        updates.clear();
    }

    Market market() {
        return market;
    }

    long timestampNs() {
        return timestampNs;
    }

    boolean isEmpty() {
        return levels.isEmpty() && trades.isEmpty() && updates.isEmpty();
    }

    void level(Order order, long deltaMicros, long totalMicros) {
        levels.add(new LevelChange(order.side(), order.yesPriceMicros(), deltaMicros, totalMicros, order));
    }

    /** A level that changed without an order. */
    void level(BookSide side, long yesPriceMicros, long deltaMicros, long totalMicros) {
        levels.add(new LevelChange(side, yesPriceMicros, deltaMicros, totalMicros, null));
    }

    void trade(Trade trade) {
        trades.add(trade);
    }

    void update(Order order, OrderUpdate.Kind kind) {
        updates.add(new OrderUpdate(order, kind, order.filledMicros(), order.remainingMicros()));
    }

    EngineEvent build(long number) {
        return new EngineEvent(
                market, number, timestampNs, List.copyOf(levels), List.copyOf(trades), List.copyOf(updates));
    }
}
