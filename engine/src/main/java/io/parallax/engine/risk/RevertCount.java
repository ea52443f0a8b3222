package io.parallax.engine.risk;

import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;

/** Fills of one venue that failed to settle: how many lately, and how many of its last hundred. */
public final class RevertCount {
    /** Fills that the share is of. */
    static final int LAST = 100;

    /** Most reverts that are told apart; a larger limit is held at this one. */
    static final int MAX_COUNT = 1_024;

    private final boolean[] vanished = new boolean[LAST];
    private final long[] atNs = new long[MAX_COUNT];
    private int fills;
    private int vanishedCount;
    private long reverts;

    /** A fill came. @return its number */
    public int filled() {
        int place = fills % LAST;
        if (vanished[place]) {
            vanished[place] = false;
            vanishedCount--;
        }
        return fills++;
    }

    /** The fill of this number vanished. */
    public void reverted(int number, long nowNs) {
        atNs[(int) (reverts++ % MAX_COUNT)] = nowNs;
        if (number >= fills - LAST && !vanished[number % LAST]) {
            vanished[number % LAST] = true;
            vanishedCount++;
        }
    }

    /** Whether so many vanished within the window that ends now. */
    public boolean within(long count, long windowNs, long nowNs) {
        if (count == Long.MAX_VALUE) {
            return false;
        }
        long most = Math.min(count, MAX_COUNT);
        return reverts >= most && (most <= 0 || nowNs - atNs[(int) ((reverts - most) % MAX_COUNT)] <= windowNs);
    }

    /** Share of the last hundred fills that vanished; fills that never came count as good. */
    public long shareMicros() {
        return vanishedCount * Micros.ONE / LAST;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, fills), reverts);
        for (int i = 0; i < LAST; i++) {
            h = StateHash.mix(h, vanished[i] ? 1 : 0);
        }
        for (int i = 0; i < Math.min(reverts, MAX_COUNT); i++) {
            h = StateHash.mix(h, atNs[i]);
        }
        return h;
    }
}
