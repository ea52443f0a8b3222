package io.parallax.gateway.polymarket.reconcile;

import io.netty.channel.EventLoop;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.order.Cancellations;
import io.parallax.gateway.polymarket.order.Inquiry;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds our view against the venue's: orders and fills every ten seconds, tokens and cash too every sixty and soon after every
 * break of the user line.
 *
 * <pre>
 *   start    cancel all, until the list is empty (10 s)   where orders may be sent; else the list has to be empty
 *            ReconcileBegin, fills, Position .., Balance, ReconcileEnd
 *   orders   OpenOrderSeen for each of ours; a list with others, or with one that ended, is read again after 2 s:
 *              in both lists, not of this session    OpenOrderSeen without order: foreign
 *              in both lists, ended by our table     cancelled again
 *            a resting order of ours that the list lacks is asked about
 *   fills    trades since the last whole reading, and a minute before it; those told already are not told again
 *   full     ReconcileBegin, orders, fills, Position .., Balance, ReconcileEnd(complete)
 * </pre>
 */
public final class Reconciler {
    static final long ORDERS_EVERY_NS = TimeUnit.SECONDS.toNanos(10);
    static final int TURNS_TO_FULL = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final long AGAIN_MS = 2_000;
    private static final long EMPTY_POLL_MS = 500;
    private static final int EMPTY_POLLS = 20;
    private static final int POLLS_TO_CANCEL = 4;
    private static final int FULLS_TO_LOOK = 10;
    private static final long OVERLAP_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long SETTLED_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int MAX_TOLD = 10_000;

    private final OpenOrders list;
    private final Trades trades;
    private final Holdings holdings;
    private final Payouts payouts;
    private final Resolutions resolutions;
    private final MarketTable markets;
    private final OrderTable orders;
    private final Inquiry inquiry;
    private final EventWriter events;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Counters<ReconcileCounter> counters;
    private final BooleanSupplier blocked;
    private final Cancellations cancels;
    private final Set<String> foreignTold = new HashSet<>();
    private long tradesGoodNs;
    private int turns;
    private int fulls;
    private boolean timed;
    private boolean busy;
    private boolean wanted;
    private boolean over;

    /** Reads trades of the account and publishes them. */
    @FunctionalInterface
    public interface Trades {
        /** @param done told whether every page was read */
        void readSince(long sinceNs, Consumer<Boolean> done);
    }

    /**
     * @param events written on the event loop
     * @param blocked whether nothing should be asked now
     * @param cancels null where nothing may be sent
     */
    public Reconciler(
            OpenOrders list,
            Trades trades,
            Holdings holdings,
            Payouts payouts,
            Resolutions resolutions,
            MarketTable markets,
            OrderTable orders,
            Inquiry inquiry,
            EventWriter events,
            EventLoop loop,
            EpochClock clock,
            Counters<ReconcileCounter> counters,
            BooleanSupplier blocked,
            Cancellations cancels) {
        this.list = list;
        this.trades = trades;
        this.holdings = holdings;
        this.payouts = payouts;
        this.resolutions = resolutions;
        this.markets = markets;
        this.orders = orders;
        this.inquiry = inquiry;
        this.events = events;
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
        this.blocked = blocked;
        this.cancels = cancels;
        tradesGoodNs = clock.epochNanos();
    }

    /** Ends the timer. */
    public void close() {
        over = true;
    }

    /**
     * Before trading: nothing may rest at the venue when it begins. From its end on, passes go by time.
     *
     * @param done told whether everything could be read and no order is open
     */
    public void begin(Consumer<Boolean> done) {
        busy = true;
        if (cancels == null) {
            list.read(open -> full(open != null && isEmpty(open), true, done));
        } else {
            cancels.all(() -> untilEmpty(1, done));
        }
    }

    private void untilEmpty(int poll, Consumer<Boolean> done) {
        list.read(open -> {
            if (open == null || open.isEmpty() || poll == EMPTY_POLLS) {
                full(open != null && isEmpty(open), true, done);
            } else if (poll % POLLS_TO_CANCEL == 0) {
                cancels.all(() -> untilEmpty(poll + 1, done));
            } else {
                loop.schedule(() -> untilEmpty(poll + 1, done), EMPTY_POLL_MS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private static boolean isEmpty(List<RestingOrder> open) {
        if (!open.isEmpty()) {
            LOG.warn("polymarket: {} orders are open at the venue; cancel them before trading", open.size());
        }
        return open.isEmpty();
    }

    /** The user line broke: everything is read as soon as the last pass has ended. */
    public void soon() {
        wanted = true;
        if (timed && !busy) {
            loop.execute(this::wantedPass);
        }
    }

    /** Reads orders and fills; {@code then} runs when both were read whole, else nothing does. */
    public void ordersThen(Runnable then) {
        if (!busy) {
            busy = true;
            orders(whole -> {
                busy = false;
                if (whole) {
                    then.run();
                }
            });
        }
    }

    private void time() {
        if (!timed) {
            timed = true;
            loop.schedule(this::turn, ORDERS_EVERY_NS, TimeUnit.NANOSECONDS);
        }
    }

    private void turn() {
        if (over) {
            return;
        }
        loop.schedule(this::turn, ORDERS_EVERY_NS, TimeUnit.NANOSECONDS);
        turns++;
        if (busy || blocked.getAsBoolean()) {
            counters.count(ReconcileCounter.SKIPPED);
        } else if (wanted || turns % TURNS_TO_FULL == 0) {
            wanted = true;
            wantedPass();
        } else {
            busy = true;
            orders(whole -> busy = false);
        }
    }

    private void wantedPass() {
        if (wanted && !busy && !over && !blocked.getAsBoolean()) {
            busy = true;
            full(true, false, whole -> {});
        }
    }

    private void full(boolean whole, boolean first, Consumer<Boolean> done) {
        wanted = false;
        if (++fulls % FULLS_TO_LOOK == 0) {
            payouts.forEachOpen(resolutions::look);
        }
        stamp();
        events.reconcileBegin();
        Consumer<Boolean> next = ordersWhole -> holdings.tokens(
                0, this::tell, () -> cash(whole && ordersWhole, first, done), () -> end(false, first, done));
        if (first) {
            fills(next);
        } else {
            orders(next);
        }
    }

    private void tell(int slot, long yesMicros, long noMicros, long receivedEpochNs) {
        payouts.onRead(slot, yesMicros, noMicros);
        if (!payouts.isSuspect(slot)) {
            events.stamp(receivedEpochNs, 0, 0);
            events.position(markets.instrumentId(slot), yesMicros, noMicros);
        }
    }

    private void cash(boolean whole, boolean first, Consumer<Boolean> done) {
        payouts.confirm(() -> holdings.cash(
                true,
                cashMicros -> {
                    stamp();
                    events.balance(cashMicros);
                    end(whole, first, done);
                },
                () -> end(false, first, done)));
    }

    private void end(boolean whole, boolean first, Consumer<Boolean> done) {
        counters.count(whole ? ReconcileCounter.FULL_PASSES : ReconcileCounter.INCOMPLETE);
        stamp();
        events.reconcileEnd(whole);
        busy = false;
        if (first) {
            time();
            payouts.forEachOpen(resolutions::look);
        }
        done.accept(whole);
        if (wanted) {
            loop.execute(this::wantedPass);
        }
    }

    private void orders(Consumer<Boolean> done) {
        counters.count(ReconcileCounter.ORDER_PASSES);
        long askedNs = clock.epochNanos();
        list.read(open -> {
            if (open == null) {
                counters.count(ReconcileCounter.INCOMPLETE);
                fills(whole -> done.accept(false));
                return;
            }
            askAboutMissing(open, askedNs);
            Set<String> doubtful = new HashSet<>();
            for (RestingOrder resting : open) {
                if (isDoubtful(resting)) {
                    doubtful.add(resting.venueId());
                } else {
                    seen(resting);
                }
            }
            if (doubtful.isEmpty()) {
                fills(done);
            } else {
                loop.schedule(() -> again(doubtful, done), AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private static boolean isDoubtful(RestingOrder resting) {
        return resting.order() == null || resting.order().isDone();
    }

    private void again(Set<String> doubtful, Consumer<Boolean> done) {
        list.read(open -> {
            if (open == null) {
                counters.count(ReconcileCounter.INCOMPLETE);
                fills(whole -> done.accept(false));
                return;
            }
            for (RestingOrder resting : open) {
                if (isDoubtful(resting) && doubtful.contains(resting.venueId())) {
                    notOurs(resting);
                }
            }
            fills(done);
        });
    }

    private void notOurs(RestingOrder resting) {
        if (resting.order() != null) {
            counters.count(ReconcileCounter.STRAY_ORDERS);
            LOG.warn("polymarket: order {} has ended and is listed as open; cancelled again", resting.venueId());
            seen(resting);
            if (cancels != null) {
                cancels.one(resting.venueId(), () -> {});
            }
            return;
        }
        if (foreignTold.size() == MAX_TOLD) {
            foreignTold.clear();
        }
        if (foreignTold.add(resting.venueId())) {
            counters.count(ReconcileCounter.FOREIGN_ORDERS);
            LOG.warn("polymarket: order {} is not of this session", resting.venueId());
            seen(resting);
        }
    }

    private void seen(RestingOrder resting) {
        stamp();
        events.openOrderSeen(
                resting.order() == null ? Micros.NULL : resting.order().orderId(),
                resting.token() < 0 ? -1 : markets.instrumentId(resting.token() >> 1),
                resting.remainingMicros(),
                resting.venueId());
    }

    /** What rested before the list was asked for and is not in it has ended, and nobody told us. */
    private void askAboutMissing(List<RestingOrder> open, long askedNs) {
        Set<OrderTable.Entry> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        open.forEach(resting -> listed.add(resting.order()));
        orders.forEachLive(order -> {
            if (order.isAnswered()
                    && !order.isImmediate()
                    && askedNs - order.sentNs() >= SETTLED_NS
                    && !listed.contains(order)) {
                counters.count(ReconcileCounter.MISSING_ORDERS);
                inquiry.ask(order);
            }
        });
    }

    private void fills(Consumer<Boolean> done) {
        long askedNs = clock.epochNanos();
        trades.readSince(tradesGoodNs - OVERLAP_NS, whole -> {
            if (whole) {
                tradesGoodNs = askedNs;
            }
            done.accept(whole);
        });
    }

    private void stamp() {
        events.stamp(clock.epochNanos(), 0, 0);
    }
}
