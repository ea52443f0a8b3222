package io.parallax.engine.pair;

import io.parallax.codecs.sbe.Outcome;

/** One way to hold a pair: an outcome of each leg, which together pay at least {@link #payoutMicros} a contract. */
public final class Direction {
    private final int index;
    private final int noMask;
    private final long payoutMicros;

    Direction(int index, int noMask, long payoutMicros) {
        this.index = index;
        this.noMask = noMask;
        this.payoutMicros = payoutMicros;
    }

    /** Place among the directions of its pair, from 0. */
    public int index() {
        return index;
    }

    /** What is bought of a leg. */
    public Outcome outcome(int leg) {
        return (noMask >> leg & 1) == 0 ? Outcome.YES : Outcome.NO;
    }

    /** What one contract of every leg pays together in the worst admissible joint outcome; above 0. */
    public long payoutMicros() {
        return payoutMicros;
    }
}
