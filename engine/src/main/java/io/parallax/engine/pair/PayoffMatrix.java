package io.parallax.engine.pair;

import io.parallax.codecs.sbe.Relation;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.engine.state.StateHash;

/** What the legs of a pair pay together, as {@link JointPayoffs} has it, and as part of the engine's state. */
public final class PayoffMatrix {
    /** Most legs of a pair. */
    public static final int MAX_LEGS = JointPayoffs.MAX_LEGS;

    private final JointPayoffs payoffs;

    /**
     * @param yesPayouts row by row, one row for each joint outcome, one entry for each leg, 0 to 1,000,000
     * @throws IllegalArgumentException when the entries do not fill whole rows, there is none, or one is out of range
     */
    public PayoffMatrix(int legs, long... yesPayouts) {
        this(new JointPayoffs(legs, yesPayouts));
    }

    public PayoffMatrix(JointPayoffs payoffs) {
        this.payoffs = payoffs;
    }

    /**
     * The joint outcomes of a relation where every fact comes out true or false.
     *
     * @throws IllegalArgumentException when the relation is between two legs and there are more
     */
    public static PayoffMatrix of(Relation relation, int legs) {
        return new PayoffMatrix(JointPayoffs.of(relation, legs));
    }

    public int legs() {
        return payoffs.legs();
    }

    /** Joint outcomes. */
    public int rows() {
        return payoffs.rows();
    }

    /** What YES of a leg pays in one joint outcome. */
    public long yesPayoutMicros(int row, int leg) {
        return payoffs.yesPayoutMicros(row, leg);
    }

    /**
     * What one contract of each leg pays together in the worst joint outcome.
     *
     * @param noMask bit n set: NO of leg n is held, otherwise YES
     */
    public long worstPayoutMicros(int noMask) {
        return payoffs.worstPayoutMicros(noMask);
    }

    /** The ways to hold the legs that are looked at, as masks of the legs of which NO is held. */
    int[] directionMasks() {
        return payoffs.directionMasks();
    }

    long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, legs()), (long) legs() * rows());
        for (int row = 0; row < rows(); row++) {
            for (int leg = 0; leg < legs(); leg++) {
                h = StateHash.mix(h, yesPayoutMicros(row, leg));
            }
        }
        return h;
    }
}
