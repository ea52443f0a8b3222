package io.parallax.gateway.kalshi.market;

import java.util.Arrays;

/**
 * For each place of a line: whether a market is there, whether its book waits for a snapshot, on which sid it runs, when
 * it was last asked for.
 */
final class BookState {
    static final int NO_SID = -1;

    private final boolean[] used;
    private final boolean[] waiting;
    private final int[] sids;
    private final boolean[] asked;
    private final long[] askedNanos;
    private final boolean[] wished;

    BookState(int places) {
        used = new boolean[places];
        waiting = new boolean[places];
        sids = new int[places];
        asked = new boolean[places];
        askedNanos = new long[places];
        wished = new boolean[places];
        Arrays.fill(sids, NO_SID);
    }

    /** A market came to the place, and was asked for by subscribing. */
    void use(int place, long nowNanos) {
        used[place] = true;
        begin(place, nowNanos);
    }

    /** The market left the place. */
    void free(int place) {
        used[place] = false;
        waiting[place] = false;
        wished[place] = false;
        sids[place] = NO_SID;
    }

    /** A connection began or ended: no book holds, no sid is known, all are asked for by subscribing. */
    void restart(long nowNanos) {
        for (int place = 0; place < used.length; place++) {
            if (used[place]) {
                begin(place, nowNanos);
            }
        }
    }

    private void begin(int place, long nowNanos) {
        waiting[place] = true;
        wished[place] = false;
        sids[place] = NO_SID;
        asked(place, nowNanos);
    }

    boolean isWaiting(int place) {
        return waiting[place];
    }

    void waits(int place) {
        waiting[place] = used[place];
    }

    /** A snapshot is wanted of a book that goes on; to be asked for until it comes. */
    void wishes(int place) {
        wished[place] = used[place];
        asked[place] = false;
    }

    void allWait() {
        System.arraycopy(used, 0, waiting, 0, used.length);
    }

    void snapshotOf(int place, int sid) {
        waiting[place] = false;
        wished[place] = false;
        asked[place] = false;
        sids[place] = sid;
    }

    int sid(int place) {
        return sids[place];
    }

    void runsOn(int place, int sid) {
        sids[place] = sid;
    }

    void asked(int place, long nowNanos) {
        asked[place] = true;
        askedNanos[place] = nowNanos;
    }

    /** Waits or is wished for, and was not asked for within the last {@code patienceNs}. */
    boolean isDue(int place, long nowNanos, long patienceNs) {
        return (waiting[place] || wished[place]) && (!asked[place] || nowNanos - askedNanos[place] >= patienceNs);
    }

    int waitingCount() {
        int count = 0;
        for (boolean waits : waiting) {
            count += waits ? 1 : 0;
        }
        return count;
    }
}
