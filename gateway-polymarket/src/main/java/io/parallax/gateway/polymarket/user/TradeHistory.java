package io.parallax.gateway.polymarket.user;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.polymarket.order.Calls;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Our trades by REST, page after page: what the user channel may have missed. Each part of ours is published like one
 * from the channel (the engine knows those it has by their key). The venue caches these pages for a while.
 */
public final class TradeHistory {
    /** Every market of the account. */
    public static final int EVERY_MARKET = -1;

    private static final int OK = 200;
    private static final int MAX_PAGES = 50;

    /** The venue's clock and cache may be a little behind ours. */
    private static final long SLACK_SECONDS = 5;

    private final Calls calls;
    private final MarketTable markets;
    private final OwnOrders sink;
    private final Listener listener = new Listener();
    private final UserDecoder decoder;
    private Observer observer;

    /** Sees the parts of ours on the pages of one reading. */
    @FunctionalInterface
    interface Observer {
        void onPart(UserSink.Part part);
    }

    public TradeHistory(
            Calls calls,
            MarketTable markets,
            OrderTable orders,
            String apiKey,
            OwnOrders sink,
            Counters<UserCounter> counters,
            FaultCounters faults) {
        this.calls = calls;
        this.markets = markets;
        this.sink = sink;
        decoder = new UserDecoder(markets, orders, apiKey, listener, counters, faults);
    }

    /** Reads the trades of every market since an instant. @param done told whether every page was read */
    public void readSince(long sinceNs, Consumer<Boolean> done) {
        readSince(EVERY_MARKET, sinceNs, part -> {}, done);
    }

    /**
     * Reads the trades since an instant.
     *
     * @param slot market, or {@link #EVERY_MARKET}
     * @param done told whether every page was read
     */
    void readSince(int slot, long sinceNs, Observer seen, Consumer<Boolean> done) {
        long after = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(sinceNs) - SLACK_SECONDS);
        String query = "/data/trades?after=" + after
                + (slot < 0 ? "" : "&market=" + markets.market(slot).conditionId());
        page(query, "", 1, seen, done);
    }

    private void page(String query, String cursor, int number, Observer seen, Consumer<Boolean> done) {
        calls.send(
                "GET",
                cursor.isEmpty() ? query : query + "&next_cursor=" + cursor,
                (status, body, offset, length, nanos, epochNs) -> {
                    if (status != OK) {
                        done.accept(false);
                        return;
                    }
                    sink.received(epochNs, nanos);
                    observer = seen;
                    String next = decoder.decodeTrades(body, offset, length);
                    if (next == null || number == MAX_PAGES && !next.isEmpty()) {
                        done.accept(false);
                    } else if (next.isEmpty()) {
                        done.accept(true);
                    } else {
                        page(query, next, number + 1, seen, done);
                    }
                },
                failure -> done.accept(false));
    }

    /** Pages hold trades only; each part goes to the observer and out. */
    private final class Listener implements UserSink {
        @Override
        public void fill(Part part) {
            observer.onPart(part);
            sink.fill(part);
        }

        @Override
        public void live(OrderTable.Entry order, long venueTimeNs) {
            sink.live(order, venueTimeNs);
        }

        @Override
        public void matched(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs) {
            sink.matched(order, filledQtyMicros, venueTimeNs);
        }

        @Override
        public void ended(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs) {
            sink.ended(order, filledQtyMicros, venueTimeNs);
        }

        @Override
        public void unclear(OrderTable.Entry order) {
            sink.unclear(order);
        }

        @Override
        public void fault(int code) {
            // counted by the decoder; the reading ends as incomplete
        }
    }
}
