package io.parallax.engine.order;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Whether a venue answers much later than it uses to. What it uses to is a running median: each answer moves it a small step
 * towards itself, a slow one by less, so that a slow spell does not become the measure it is held against. From the times of
 * events, so a replay finds the same.
 */
public final class AnswerPace {
    /** Slow is what takes longer than so many medians. */
    static final int SLOW_TIMES = 5;

    /** How long nothing but slow answers must have come. */
    static final long SPELL_NS = 10_000_000_000L;

    private static final int VENUES = 3; // indexed by the venue's wire value, 1 and 2
    private static final int STEP_SHIFT = 5;
    private static final int SLOW_STEP_SHIFT = 7;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] medianNs = new long[VENUES];
    private final long[] answers = new long[VENUES];
    private final long[] slowSinceNs = new long[VENUES];
    private Venue slow;

    public AnswerPace() {
        Arrays.fill(slowSinceNs, NEVER);
    }

    /** The venue said the first thing about an order, this long after it was sent. */
    void answered(Venue venue, long afterNs, long nowNs) {
        int at = venue.value();
        boolean isSlow = look(venue, afterNs, nowNs);
        if (!isSlow) {
            slowSinceNs[at] = NEVER;
        }
        long median = medianNs[at];
        if (answers[at]++ == 0) {
            medianNs[at] = Math.max(1, afterNs);
        } else if (afterNs > median) {
            medianNs[at] = median + Math.max(1, median >> (isSlow ? SLOW_STEP_SHIFT : STEP_SHIFT));
        } else if (afterNs < median) {
            medianNs[at] = Math.max(1, median - Math.max(1, median >> STEP_SHIFT));
        }
    }

    /** There is no answer yet, this long after an order was sent. */
    void waited(Venue venue, long afterNs, long nowNs) {
        look(venue, afterNs, nowNs);
    }

    private boolean look(Venue venue, long afterNs, long nowNs) {
        int at = venue.value();
        if (answers[at] < VenueRecord.ENOUGH || afterNs <= SLOW_TIMES * medianNs[at]) {
            return false;
        }
        if (slowSinceNs[at] == NEVER) {
            slowSinceNs[at] = nowNs;
        } else if (nowNs - slowSinceNs[at] >= SPELL_NS) {
            slow = venue;
            slowSinceNs[at] = NEVER;
        }
        return true;
    }

    /** A venue whose slow spell has lasted, or null; asking clears it. */
    public Venue takeSlow() {
        Venue taken = slow;
        slow = null;
        return taken;
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        long h = StateHash.mix(hash, medianNs, VENUES);
        h = StateHash.mix(h, answers, VENUES);
        return StateHash.mix(h, slowSinceNs, VENUES);
    }
}
