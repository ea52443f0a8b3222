package io.parallax.gateway.kalshi.market;

import java.util.Arrays;

/** For each market: whether its book waits for a snapshot, on which sid it runs, when it was last asked for. */
final class BookState {
    static final int NO_SID = -1;

    private final boolean[] waiting;
    private final int[] sids;
    private final boolean[] asked;
    private final long[] askedNanos;

    BookState(int markets) {
        waiting = new boolean[markets];
        sids = new int[markets];
        asked = new boolean[markets];
        askedNanos = new long[markets];
        Arrays.fill(waiting, true);
        Arrays.fill(sids, NO_SID);
    }

    /** A connection began or ended: no book holds, no sid is known, all are asked for by subscribing. */
    void restart(long nowNanos) {
        Arrays.fill(waiting, true);
        Arrays.fill(sids, NO_SID);
        Arrays.fill(asked, true);
        Arrays.fill(askedNanos, nowNanos);
    }

    boolean isWaiting(int market) {
        return waiting[market];
    }

    void waits(int market) {
        waiting[market] = true;
    }

    void allWait() {
        Arrays.fill(waiting, true);
    }

    void snapshotOf(int market, int sid) {
        waiting[market] = false;
        asked[market] = false;
        sids[market] = sid;
    }

    int sid(int market) {
        return sids[market];
    }

    void runsOn(int market, int sid) {
        sids[market] = sid;
    }

    void asked(int market, long nowNanos) {
        asked[market] = true;
        askedNanos[market] = nowNanos;
    }

    /** Waits, and was not asked for within the last {@code patienceNs}. */
    boolean isDue(int market, long nowNanos, long patienceNs) {
        return waiting[market] && (!asked[market] || nowNanos - askedNanos[market] >= patienceNs);
    }

    int waitingCount() {
        int count = 0;
        for (boolean waits : waiting) {
            count += waits ? 1 : 0;
        }
        return count;
    }
}
