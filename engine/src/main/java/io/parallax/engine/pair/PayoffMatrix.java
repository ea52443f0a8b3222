package io.parallax.engine.pair;

import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;

/**
 * The joint outcomes that a pair's instruments may have, and what YES of each leg pays in each of them: 1,000,000 when the
 * fact came true, 0 when not, anything between where a venue voids or settles at a price. An outcome that is not in the
 * matrix was found impossible by the person who reviewed the pair.
 */
public final class PayoffMatrix {
    /** More legs than any set of brackets the venues list. */
    public static final int MAX_LEGS = 32;

    private final int legs;
    private final long[] yesPayouts;

    /**
     * @param yesPayouts row by row, one row for each joint outcome, one entry for each leg, 0 to 1,000,000
     * @throws IllegalArgumentException when the entries do not fill whole rows, there is none, or one is out of range
     */
    public PayoffMatrix(int legs, long... yesPayouts) {
        if (legs < 2 || legs > MAX_LEGS) {
            throw new IllegalArgumentException(legs + " legs: a pair has 2 to " + MAX_LEGS);
        }
        if (yesPayouts.length == 0 || yesPayouts.length % legs != 0) {
            throw new IllegalArgumentException(
                    yesPayouts.length + " payouts for " + legs + " legs: one row for each joint outcome is due");
        }
        for (long payout : yesPayouts) {
            if (payout < 0 || payout > Micros.ONE) {
                throw new IllegalArgumentException("payout " + payout + " micros outside 0.." + Micros.ONE);
            }
        }
        this.legs = legs;
        this.yesPayouts = yesPayouts.clone();
    }

    /**
     * The joint outcomes of a relation where every fact comes out true or false.
     *
     * @throws IllegalArgumentException when the relation is between two legs and there are more
     */
    public static PayoffMatrix of(Relation relation, int legs) {
        long one = Micros.ONE;
        return switch (relation) {
            case SAME -> new PayoffMatrix(two(relation, legs), one, one, 0, 0);
            case INVERTED -> new PayoffMatrix(two(relation, legs), one, 0, 0, one);
            case IMPLIED -> new PayoffMatrix(two(relation, legs), one, one, one, 0, 0, 0);
            case COMPLETE_SET, BASKET -> oneOf(legs);
            case NULL_VAL -> throw new IllegalArgumentException("a pair without a relation has no payoffs");
        };
    }

    private static int two(Relation relation, int legs) {
        if (legs != 2) {
            throw new IllegalArgumentException(relation + " is between 2 legs, not " + legs);
        }
        return legs;
    }

    private static PayoffMatrix oneOf(int legs) {
        long[] payouts = new long[legs * legs];
        for (int leg = 0; leg < legs; leg++) {
            payouts[leg * legs + leg] = Micros.ONE;
        }
        return new PayoffMatrix(legs, payouts);
    }

    public int legs() {
        return legs;
    }

    /** Joint outcomes. */
    public int rows() {
        return yesPayouts.length / legs;
    }

    /** What YES of a leg pays in one joint outcome. */
    public long yesPayoutMicros(int row, int leg) {
        return yesPayouts[row * legs + leg];
    }

    /**
     * What one contract of each leg pays together in the worst joint outcome.
     *
     * @param noMask bit n set: NO of leg n is held, otherwise YES
     */
    public long worstPayoutMicros(int noMask) {
        long worst = Long.MAX_VALUE;
        for (int row = 0; row < rows(); row++) {
            long sum = 0;
            for (int leg = 0; leg < legs; leg++) {
                long yes = yesPayoutMicros(row, leg);
                sum += (noMask >> leg & 1) == 0 ? yes : Micros.ONE - yes;
            }
            worst = Math.min(worst, sum);
        }
        return worst;
    }

    long stateHash(long hash) {
        return StateHash.mix(StateHash.mix(hash, legs), yesPayouts, yesPayouts.length);
    }
}
