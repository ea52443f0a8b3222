package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.feed.Shard;

/**
 * Asks the venue for whole books: those that wait or are wished for, until they come, and those that hold, in turn, to be
 * compared with. On the event loop.
 */
final class SnapshotRequests {
    private final Shard shard;
    private final BookState state;
    private final SnapshotRota rota;
    private final Subscriptions subscriptions;
    private final Counters<FeedCounter> counters;
    private final int[] checked = new int[Commands.TICKERS_PER_COMMAND];

    SnapshotRequests(
            Shard shard,
            BookState state,
            SnapshotRota rota,
            Subscriptions subscriptions,
            Counters<FeedCounter> counters) {
        this.shard = shard;
        this.state = state;
        this.rota = rota;
        this.subscriptions = subscriptions;
        this.counters = counters;
    }

    /** Asks for snapshots of books that hold, to be compared with: those whose turn it is. */
    void check(long nowNanos) {
        int count = rota.take(this::holds, nowNanos, checked);
        for (int i = 0; i < count; ) {
            int sid = state.sid(checked[i]);
            Subscriptions.Tickers tickers = subscriptions.new Tickers();
            for (; i < count && state.sid(checked[i]) == sid; i++) {
                tickers.add(shard.slotAt(checked[i]));
            }
            counters.add(FeedCounter.CHECKS, tickers.count());
            subscriptions.askForBooks(sid, tickers);
        }
    }

    private boolean holds(int place) {
        return shard.slotAt(place) != Shard.NONE && !state.isWaiting(place) && state.sid(place) != BookState.NO_SID;
    }

    /** Books that wait or are wished for and were not asked for within the last {@code patienceNs}. */
    int countDue(long nowNanos, long patienceNs) {
        int due = 0;
        for (int place = 0; place < shard.capacity(); place++) {
            due += state.isDue(place, nowNanos, patienceNs) ? 1 : 0;
        }
        return due;
    }

    /** Asks for every book that {@link #countDue} counts. */
    void askDue(long nowNanos, long patienceNs) {
        for (int from = 0; from < shard.capacity(); from++) {
            if (state.isDue(from, nowNanos, patienceNs)) {
                int to = from;
                while (to + 1 < shard.capacity()
                        && to + 1 - from < Commands.TICKERS_PER_COMMAND
                        && state.sid(to + 1) == state.sid(from)
                        && state.isDue(to + 1, nowNanos, patienceNs)) {
                    to++;
                }
                ask(from, to);
                for (int place = from; place <= to; place++) {
                    state.asked(place, nowNanos);
                }
                from = to;
            }
        }
    }

    /** Asks for a run of places of one sid. */
    private void ask(int from, int to) {
        Subscriptions.Tickers tickers = subscriptions.new Tickers();
        for (int place = from; place <= to; place++) {
            tickers.add(shard.slotAt(place));
        }
        counters.add(FeedCounter.SNAPSHOT_REQUESTS, to - from + 1L);
        subscriptions.askForBooks(state.sid(from), tickers);
    }
}
