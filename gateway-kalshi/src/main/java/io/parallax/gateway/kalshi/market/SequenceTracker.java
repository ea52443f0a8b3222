package io.parallax.gateway.kalshi.market;

import java.util.Arrays;

/**
 * Sequence numbers of one connection. They run for each sid from 1, over all its markets and all kinds of message, the
 * {@code ok} included.
 */
final class SequenceTracker {
    /** The number after the last one. */
    static final int IN_ORDER = 0;
    /** Beyond the next number: something was lost before this message. */
    static final int GAP = 1;
    /** At or below the last number: a repeat. */
    static final int OLD = 2;

    static final int MAX_SID = 1024;

    private final long[] last = new long[MAX_SID];

    void reset() {
        Arrays.fill(last, 0);
    }

    /** Judges a message and remembers its number. */
    int judge(int sid, long sequence) {
        long expected = last[sid] + 1;
        if (sequence < expected) {
            return OLD;
        }
        last[sid] = sequence;
        return sequence == expected ? IN_ORDER : GAP;
    }

    long last(int sid) {
        return last[sid];
    }
}
