package io.parallax.sim.flow;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The makers of one market: a ladder on each side around their view of the fair value. Orders that still fit stay where
 * they are; the rest moves in one event.
 */
final class Maker {
    private static final int LEVELS = 6;
    private static final long MIN_QTY_MICROS = 10_000_000;

    private final Exchange exchange;
    private final Market market;
    private final SplittableRandom random;
    private final long tickMicros;
    private final TreeMap<Long, Order> bids = new TreeMap<>();
    private final TreeMap<Long, Order> asks = new TreeMap<>();
    private long viewMicros;

    Maker(Exchange exchange, Market market, SplittableRandom random, long tickMicros, long viewMicros) {
        this.exchange = exchange;
        this.market = market;
        this.random = random;
        this.tickMicros = tickMicros;
        this.viewMicros = viewMicros;
    }

    Market market() {
        return market;
    }

    Exchange exchange() {
        return exchange;
    }

    long viewMicros() {
        return viewMicros;
    }

    long tickMicros() {
        return tickMicros;
    }

    /** YES price of the best quote of a side if the view were {@code micros}. */
    long bestOf(BookSide side, long micros) {
        long center = micros - Math.floorMod(micros, tickMicros);
        return side == BookSide.BID ? center - tickMicros : center + tickMicros;
    }

    void moveTo(long micros, long timestampNs) {
        viewMicros = micros;
        requote(timestampNs);
    }

    /** Moves the ladders to the view and fills up what was taken. */
    void requote(long timestampNs) {
        exchange.inOneEvent(market, timestampNs, () -> {
            dropStale(BookSide.BID, bids, timestampNs);
            dropStale(BookSide.ASK, asks, timestampNs);
            quote(BookSide.BID, bids, timestampNs);
            quote(BookSide.ASK, asks, timestampNs);
        });
    }

    /** Takes everything off one side. */
    void pull(BookSide side, long timestampNs) {
        exchange.inOneEvent(market, timestampNs, () -> {
            TreeMap<Long, Order> orders = side == BookSide.BID ? bids : asks;
            orders.values().forEach(order -> exchange.cancel(order, CancelReason.USER, timestampNs));
            orders.clear();
        });
    }

    private long ladderPrice(BookSide side, int level) {
        long best = bestOf(side, viewMicros);
        return side == BookSide.BID ? best - level * tickMicros : best + level * tickMicros;
    }

    private void dropStale(BookSide side, TreeMap<Long, Order> orders, long timestampNs) {
        long first = ladderPrice(side, 0);
        long last = ladderPrice(side, LEVELS - 1);
        List<Long> stale = new ArrayList<>();
        orders.forEach((price, order) -> {
            boolean outside = price < Math.min(first, last) || price > Math.max(first, last);
            if (outside || !order.isResting() || order.remainingMicros() < MIN_QTY_MICROS) {
                stale.add(price);
            }
        });
        for (Long price : stale) {
            exchange.cancel(orders.remove(price), CancelReason.USER, timestampNs);
        }
    }

    private void quote(BookSide side, TreeMap<Long, Order> orders, long timestampNs) {
        for (int level = 0; level < LEVELS; level++) {
            long price = ladderPrice(side, level);
            if (orders.containsKey(price) || !market.spec().onGrid(price)) {
                continue;
            }
            Order order = exchange.submit(request(side, price, size(level)), timestampNs)
                    .order();
            if (order != null && order.isResting()) {
                orders.put(price, order);
            }
        }
    }

    private OrderRequest request(BookSide side, long yesPriceMicros, long qtyMicros) {
        boolean bid = side == BookSide.BID;
        return OrderRequest.of(
                market.id(),
                exchange.house(),
                bid ? Outcome.YES : Outcome.NO,
                Action.BUY,
                bid ? yesPriceMicros : Micros.ONE - yesPriceMicros,
                qtyMicros,
                TimeInForce.GTC);
    }

    /** Contracts of a level: tens at the touch, hundreds behind, now and then a fraction. */
    private long size(int level) {
        long contracts = 25 + random.nextInt(60 + 90 * level);
        long hundredths = random.nextInt(4) == 0 ? random.nextInt(100) : 0;
        return contracts * Micros.ONE + hundredths * 10_000;
    }
}
