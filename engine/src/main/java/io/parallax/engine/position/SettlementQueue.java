package io.parallax.engine.position;

import io.parallax.codecs.sbe.Settlement;
import io.parallax.engine.state.StateHash;

/** Fills that were provisional when they came, in that order: each is looked at once, when it is due. */
public final class SettlementQueue {
    /** None is due. */
    public static final int NONE = -1;

    private final int mask;
    private final int[] fill;
    private final long[] sinceNs;
    private long head;
    private long tail;

    /** @param capacity a power of two, as many as the fill table has places */
    public SettlementQueue(int capacity) {
        mask = capacity - 1;
        fill = new int[capacity];
        sinceNs = new long[capacity];
    }

    /** Each fill of the table is added at most once, so it never overflows. */
    public void add(int fillIndex, long nowNs) {
        fill[(int) tail & mask] = fillIndex;
        sinceNs[(int) tail & mask] = nowNs;
        tail++;
    }

    /** The next fill that came at {@code byNs} or before and is still provisional, told once; {@link #NONE} = none is. */
    public int due(FillTable fills, long byNs) {
        while (head < tail) {
            int at = (int) head & mask;
            boolean settled = fills.settlement(fill[at]) != Settlement.PROVISIONAL;
            if (!settled && sinceNs[at] > byNs) {
                return NONE;
            }
            head++;
            if (!settled) {
                return fill[at];
            }
        }
        return NONE;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, head), tail);
        for (long i = head; i < tail; i++) {
            h = StateHash.mix(StateHash.mix(h, fill[(int) i & mask]), sinceNs[(int) i & mask]);
        }
        return h;
    }
}
