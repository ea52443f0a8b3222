package io.parallax.engine.risk;

import io.parallax.engine.state.StateHash;

/**
 * Requests of one venue in any second, by the instants of the last ones: a request is permitted when the one that many before
 * it is a whole second old. Unlike a bucket that fills, no second of any phase ever holds more. Openings are held to the
 * smaller number, so that what is kept back is there for hedges, unwinds and cancels.
 */
public final class RequestWindow {
    /** Most requests a second that are told apart; a larger limit is held at this one. */
    static final int MAX_PER_SECOND = 4_096;

    private static final long SECOND_NS = 1_000_000_000L;

    private final long[] takenNs = new long[MAX_PER_SECOND];
    private long count;

    /** @param perSecond requests permitted in a second; {@code Long.MAX_VALUE} = not judged */
    public boolean take(long perSecond, long nowNs) {
        if (!permits(perSecond, nowNs)) {
            return false;
        }
        takenNs[(int) (count++ & MAX_PER_SECOND - 1)] = nowNs;
        return true;
    }

    /** Whether one more is permitted now; takes nothing. */
    public boolean permits(long perSecond, long nowNs) {
        if (perSecond == Long.MAX_VALUE) {
            return true;
        }
        long most = Math.min(perSecond, MAX_PER_SECOND);
        return most > 0 && (count < most || nowNs - takenNs[(int) (count - most & MAX_PER_SECOND - 1)] >= SECOND_NS);
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, count);
        int kept = (int) Math.min(count, MAX_PER_SECOND);
        for (int i = 1; i <= kept; i++) {
            h = StateHash.mix(h, takenNs[(int) (count - i & MAX_PER_SECOND - 1)]);
        }
        return h;
    }
}
