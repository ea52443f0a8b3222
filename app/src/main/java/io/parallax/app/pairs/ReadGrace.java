package io.parallax.app.pairs;

import java.util.concurrent.TimeUnit;

/**
 * When a pair whose markets could not be read is asked about again. One that was read in this session is asked {@link #READS}
 * times before that is told, the whole of it within two minutes; one that never was is told at once. What was told unreadable
 * is asked about every five minutes. Times are monotonic. Used by one thread at a time.
 */
final class ReadGrace {
    /** Failed readings of a pair until it is told. */
    static final int READS = 3;

    static final long FIRST_PAUSE_NS = TimeUnit.SECONDS.toNanos(20);
    static final long SECOND_PAUSE_NS = TimeUnit.SECONDS.toNanos(40);
    static final long TOLD_PAUSE_NS = TimeUnit.MINUTES.toNanos(5);

    private final boolean[] read;
    private final int[] failures;
    private final long[] againNs;

    ReadGrace(int pairs) {
        read = new boolean[pairs];
        failures = new int[pairs];
        againNs = new long[pairs];
    }

    void onRead(int pairId) {
        read[pairId] = true;
        failures[pairId] = 0;
    }

    /** @return whether it is to be told that the pair cannot be read */
    boolean onFailure(int pairId, long nowNs) {
        failures[pairId]++;
        boolean tell = !read[pairId] || failures[pairId] >= READS;
        againNs[pairId] = nowNs + (tell ? TOLD_PAUSE_NS : failures[pairId] == 1 ? FIRST_PAUSE_NS : SECOND_PAUSE_NS);
        return tell;
    }

    /** Whether its last reading failed: it is read again by {@link #due}, and not in its turn. */
    boolean isWaiting(int pairId) {
        return failures[pairId] > 0;
    }

    /** @return a pair to read again now, or -1 */
    int due(long nowNs) {
        for (int pairId = 0; pairId < failures.length; pairId++) {
            if (failures[pairId] > 0 && nowNs - againNs[pairId] >= 0) {
                return pairId;
            }
        }
        return -1;
    }
}
