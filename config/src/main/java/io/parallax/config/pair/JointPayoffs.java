package io.parallax.config.pair;

import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.units.Micros;
import java.util.ArrayList;
import java.util.List;

/**
 * The joint outcomes that the markets of a pair may have, and what YES of each pays in each of them: 1,000,000 when the fact
 * came true, 0 when not, anything between where a venue voids or settles at a price. An outcome that is not a row was found
 * impossible by the person who reviewed the pair.
 */
public final class JointPayoffs {
    /** More legs than any set of brackets the venues list. */
    public static final int MAX_LEGS = 32;

    private final int legs;
    private final long[] yesPayouts;

    /**
     * @param yesPayouts row by row, one row for each joint outcome, one entry for each leg, 0 to 1,000,000
     * @throws IllegalArgumentException when the entries do not fill whole rows, there is none, or one is out of range
     */
    public JointPayoffs(int legs, long... yesPayouts) {
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

    /** @throws IllegalArgumentException as the constructor, or when a row is shorter or longer than the first */
    static JointPayoffs ofRows(List<List<Long>> rows) {
        int legs = rows.get(0).size();
        List<Long> flat = new ArrayList<>();
        for (List<Long> row : rows) {
            if (row.size() != legs) {
                throw new IllegalArgumentException("row " + row + " where " + legs + " payouts are due");
            }
            flat.addAll(row);
        }
        return new JointPayoffs(legs, flat.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * The joint outcomes of a relation where every fact comes out true or false.
     *
     * @throws IllegalArgumentException when the relation is between two legs and there are more
     */
    public static JointPayoffs of(Relation relation, int legs) {
        long one = Micros.ONE;
        return switch (relation) {
            case SAME -> new JointPayoffs(two(relation, legs), one, one, 0, 0);
            case INVERTED -> new JointPayoffs(two(relation, legs), one, 0, 0, one);
            case IMPLIED -> new JointPayoffs(two(relation, legs), one, one, one, 0, 0, 0);
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

    private static JointPayoffs oneOf(int legs) {
        long[] payouts = new long[legs * legs];
        for (int leg = 0; leg < legs; leg++) {
            payouts[leg * legs + leg] = Micros.ONE;
        }
        return new JointPayoffs(legs, payouts);
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

    /** What YES of each leg pays in one joint outcome. */
    public List<Long> row(int row) {
        List<Long> payouts = new ArrayList<>(legs);
        for (int leg = 0; leg < legs; leg++) {
            payouts.add(yesPayoutMicros(row, leg));
        }
        return payouts;
    }

    /** Every joint outcome. */
    public List<List<Long>> toRows() {
        List<List<Long>> all = new ArrayList<>(rows());
        for (int row = 0; row < rows(); row++) {
            all.add(row(row));
        }
        return all;
    }

    /**
     * What one contract of each leg pays together in one joint outcome.
     *
     * @param noMask bit n set: NO of leg n is held, otherwise YES
     */
    public long payoutMicros(int row, int noMask) {
        long sum = 0;
        for (int leg = 0; leg < legs; leg++) {
            long yes = yesPayoutMicros(row, leg);
            sum += (noMask >> leg & 1) == 0 ? yes : Micros.ONE - yes;
        }
        return sum;
    }

    /** What one contract of each leg pays together in the worst joint outcome. */
    public long worstPayoutMicros(int noMask) {
        long worst = Long.MAX_VALUE;
        for (int row = 0; row < rows(); row++) {
            worst = Math.min(worst, payoutMicros(row, noMask));
        }
        return worst;
    }

    /** What one contract of each leg pays together in the best joint outcome. */
    public long bestPayoutMicros(int noMask) {
        long best = 0;
        for (int row = 0; row < rows(); row++) {
            best = Math.max(best, payoutMicros(row, noMask));
        }
        return best;
    }

    /** The ways to hold the legs that are looked at: every one of two legs, YES of all and NO of all of more. */
    public int[] directionMasks() {
        int all = (int) ((1L << legs) - 1);
        return legs == 2 ? new int[] {0b10, 0b00, 0b01, 0b11} : new int[] {0, all};
    }

    @Override
    public String toString() {
        return toRows().toString();
    }
}
