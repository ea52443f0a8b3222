package io.parallax.gateway.kalshi.market;

/**
 * When each book of a line is asked for a fresh snapshot, to be compared with: all within a period, spread evenly over it,
 * and one of them early when the line said nothing for long. A book that waits for a snapshot anyway is passed over: the
 * one it waits for will do. Pure; times are of the monotonic clock. On the event loop.
 *
 * <p>Each place has its own point in the period, so that books which came all at once, after a new connection, are not asked
 * for all at once.
 */
final class SnapshotRota {
    /** Which books hold: only those are asked for. */
    @FunctionalInterface
    interface Books {
        boolean holds(int place);
    }

    /** Spreads consecutive places over the interval, however many are in use. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long intervalNs;
    private final long probeAfterNs;
    private final long[] dueNanos;
    private long heardNanos;
    private int next;

    /**
     * @param places of the line
     * @param periodNs within which each book is asked for, 0 = never; asking is planned after three quarters of it
     * @param probeAfterNs silence after which one book is asked for, 0 = never
     */
    SnapshotRota(int places, long periodNs, long probeAfterNs) {
        intervalNs = periodNs - periodNs / 4;
        this.probeAfterNs = probeAfterNs;
        dueNanos = new long[places];
    }

    /** A connection began: every book comes by itself now, and is asked for within the period. */
    void restart(long nowNanos) {
        heardNanos = nowNanos;
        for (int place = 0; place < dueNanos.length; place++) {
            long part = (place + 1) * GOLDEN >>> 32; // of 2^32
            dueNanos[place] = nowNanos + 1 + Math.multiplyHigh(part << 31, 2 * intervalNs);
        }
    }

    /** Data came over the line. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /**
     * Takes the places whose books are to be asked for now, in turn, as many as there is room for; the others come next
     * time.
     *
     * @return how many stand in {@code places} now
     */
    int take(Books books, long nowNanos, int[] places) {
        int count = 0;
        int first = next;
        for (int n = 0; n < dueNanos.length && count < places.length && intervalNs > 0; n++) {
            int place = (first + n) % dueNanos.length;
            if (dueNanos[place] - nowNanos <= 0) {
                plan(place, nowNanos);
                if (books.holds(place)) {
                    places[count++] = place;
                    next = (place + 1) % dueNanos.length;
                }
            }
        }
        if (probeAfterNs > 0 && nowNanos - heardNanos >= probeAfterNs) {
            heardNanos = nowNanos;
            return count > 0 ? count : takeOne(books, places);
        }
        return count;
    }

    /** The next time at the place's own point. */
    private void plan(int place, long nowNanos) {
        long missed = (nowNanos - dueNanos[place]) / intervalNs;
        dueNanos[place] += (missed + 1) * intervalNs;
    }

    private int takeOne(Books books, int[] places) {
        for (int n = 0; n < dueNanos.length; n++) {
            int place = (next + n) % dueNanos.length;
            if (books.holds(place)) {
                places[0] = place;
                next = (place + 1) % dueNanos.length;
                return 1;
            }
        }
        return 0;
    }
}
