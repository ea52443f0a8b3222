package io.parallax.sim.core;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One binary market: its rules, state and YES book in price-time priority. Written by the exchange. */
public final class Market {
    /** No price: the side is empty. */
    public static final long NO_PRICE = -1;

    private MarketSpec spec;
    private final TreeMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Level> asks = new TreeMap<>();
    private MarketState state = MarketState.OPEN;
    private long lastTradeMicros = NO_PRICE;
    private long lastTradeQtyMicros;
    private long volumeMicros;
    private long openInterestMicros;
    private long updatedNs;
    /** Fills the book when it is first looked at; null once done. */
    private Consumer<Market> filler;

    Market(MarketSpec spec, Consumer<Market> filler) {
        this.spec = spec;
        this.filler = filler;
    }

    /** Rules. */
    public MarketSpec spec() {
        return spec;
    }

    /** Kalshi ticker or Polymarket condition id. */
    public String id() {
        return spec.id();
    }

    /** Whether it takes orders. */
    public MarketState state() {
        return state;
    }

    /** YES price of the last trade, or {@link #NO_PRICE}. */
    public long lastTradeMicros() {
        return lastTradeMicros;
    }

    /** Contracts of the last trade. */
    public long lastTradeQtyMicros() {
        return lastTradeQtyMicros;
    }

    /** Contracts traded since the start. */
    public long volumeMicros() {
        return volumeMicros;
    }

    /** Pairs outstanding. */
    public long openInterestMicros() {
        return openInterestMicros;
    }

    /** When the book last changed, epoch ns. */
    public long updatedNs() {
        return updatedNs;
    }

    /** Best YES price of a side, or {@link #NO_PRICE}. */
    public long bestMicros(BookSide side) {
        TreeMap<Long, Level> levels = levels(side);
        return levels.isEmpty() ? NO_PRICE : levels.firstKey();
    }

    /** Quantity at a level, 0 when there is none. */
    public long qtyAt(BookSide side, long yesPriceMicros) {
        Level level = levels(side).get(yesPriceMicros);
        return level == null ? 0 : level.totalMicros;
    }

    /** Number of levels of a side. */
    public int depth(BookSide side) {
        return levels(side).size();
    }

    /** Contracts of a resting order's level that match before it. */
    public long aheadMicros(Order order) {
        long aheadMicros = 0;
        for (Order earlier : levels(order.side()).get(order.yesPriceMicros()).orders) {
            if (earlier == order) {
                break;
            }
            aheadMicros += earlier.remainingMicros();
        }
        return aheadMicros;
    }

    /** Visits the levels of a side, best first. */
    public void forEachLevel(BookSide side, LevelVisitor visitor) {
        for (Map.Entry<Long, Level> entry : levels(side).entrySet()) {
            visitor.level(entry.getKey(), entry.getValue().totalMicros);
        }
    }

    TreeMap<Long, Level> levels(BookSide side) {
        if (filler != null) {
            Consumer<Market> first = filler;
            filler = null;
            first.accept(this);
        }
        return side == BookSide.BID ? bids : asks;
    }

    Map.Entry<Long, Level> bestLevel(BookSide side) {
        return levels(side).firstEntry();
    }

    void spec(MarketSpec newSpec) {
        spec = newSpec;
    }

    void state(MarketState newState) {
        state = newState;
    }

    void touch(long timestampNs) {
        updatedNs = timestampNs;
    }

    void traded(long yesPriceMicros, long qtyMicros) {
        lastTradeMicros = yesPriceMicros;
        lastTradeQtyMicros = qtyMicros;
        volumeMicros += qtyMicros;
    }

    void addOpenInterest(long deltaMicros) {
        openInterestMicros += deltaMicros;
    }

    /** Appends an order to its level. @return quantity of the level afterwards */
    long add(Order order) {
        Level level = levels(order.side()).computeIfAbsent(order.yesPriceMicros(), key -> new Level());
        level.orders.addLast(order);
        level.totalMicros += order.remainingMicros();
        order.rest();
        return level.totalMicros;
    }

    /** Lowers a level after an order in it lost {@code qtyMicros}; takes the order out when nothing is left of it. */
    long reduce(Order order, long qtyMicros, boolean gone) {
        TreeMap<Long, Level> levels = levels(order.side());
        Level level = levels.get(order.yesPriceMicros());
        level.totalMicros -= qtyMicros;
        if (gone) {
            order.unrest();
            if (level.orders.peekFirst() == order) {
                level.orders.removeFirst();
            } else {
                level.orders.remove(order);
            }
            if (level.orders.isEmpty()) {
                levels.remove(order.yesPriceMicros());
            }
        }
        return level.totalMicros;
    }
}
