package io.parallax.engine.execution;

import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.StyleReason;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.engine.pair.PayoffMatrix;

/**
 * How an attempt is sent: the order of its legs, at once or one after the other, and why. Decides from {@link LegFacts}
 * alone, and keeps its answer until the next question. The first criterion on which legs differ decides their order:
 *
 * <pre>
 *   first goes the leg that            compared in steps of               reason
 *   fills a less certain quantity      spends collateral, or exact        LESS_CERTAIN_FIRST   (not for HEDGE_FIRST)
 *   is thinner within its limit        1.25, 2, 4 times what is needed    THINNER_FIRST
 *   has the coarser tick               the tick                           COARSER_TICK_FIRST
 *   is slower to answer                100 ms, up to 700; measured only   SLOWER_FIRST
 *   fails more often                   an eighth of its orders; as above  FAILING_FIRST
 *
 *   style          when
 *   SIMULTANEOUS   every leg offers 4 times what is needed and its venue is measured, fast and reliable; at most
 *                  {@link #MAX_AT_ONCE} legs, each fill-or-kill
 *   SEQUENTIAL     certainty decided the order, or nothing tells the legs apart (reason LESS_CERTAIN_FIRST then too)
 *   HEDGE_FIRST    anything else did: the leg harder to get goes first, because what it fills the others will
 * </pre>
 *
 * A style that the pair is configured with is kept, with reason CONFIGURED; more legs than can go at once go in sequence.
 */
final class StyleRule {
    /** Legs that go at once; their orders and records fit behind one event. */
    static final int MAX_AT_ONCE = 8;

    /** A venue that answers within it on average is fast. */
    static final long FAST_NS = 250_000_000L;

    /** A venue is reliable up to this share of orders that brought nothing. */
    static final long RELIABLE_MICROS = 50_000;

    private static final long DEEP_MICROS = 4_000_000;
    private static final long COVERED_MICROS = 2_000_000;
    private static final long TIGHT_MICROS = 1_250_000;
    private static final long ANSWER_STEP_NS = 100_000_000L;
    private static final int ANSWER_STEPS = 7;
    private static final long FAIL_STEP_MICROS = 125_000;
    private static final int FAIL_STEPS = 7;
    private static final long WIDEST_TICK_MICROS = 1_000_000;

    /** Bits of each criterion in a leg's key; the leg with the smaller key goes first. */
    private static final int FAIL_BITS = 3;

    private static final int ANSWER_SHIFT = FAIL_BITS;
    private static final int TICK_SHIFT = ANSWER_SHIFT + 3;
    private static final int COVER_SHIFT = TICK_SHIFT + 20;
    private static final int EXACT_SHIFT = COVER_SHIFT + 2;

    private final int[] order = new int[PayoffMatrix.MAX_LEGS];
    private final long[] keys = new long[PayoffMatrix.MAX_LEGS];
    private LegStyle style;
    private StyleReason reason;

    /**
     * @param configured the pair's own style; NULL_VAL = by rule
     * @param legs facts of this many legs are looked at
     */
    void plan(LegStyle configured, LegFacts[] facts, int legs) {
        boolean byCertainty = configured != LegStyle.HEDGE_FIRST;
        boolean certain = legs <= MAX_AT_ONCE;
        for (int leg = 0; leg < legs; leg++) {
            certain &= isCertain(facts[leg]);
            insert(leg, key(facts[leg], byCertainty));
        }
        if (configured != LegStyle.NULL_VAL) {
            boolean tooMany = configured == LegStyle.SIMULTANEOUS && legs > MAX_AT_ONCE;
            style = tooMany ? LegStyle.SEQUENTIAL : configured;
            reason = StyleReason.CONFIGURED;
        } else if (certain) {
            style = LegStyle.SIMULTANEOUS;
            reason = StyleReason.BOTH_CERTAIN;
        } else {
            reason = difference(keys[0] ^ keys[1]);
            style = reason == StyleReason.LESS_CERTAIN_FIRST ? LegStyle.SEQUENTIAL : LegStyle.HEDGE_FIRST;
        }
    }

    /** Keeps the legs ascending by key; of equal ones the first stays first. */
    private void insert(int leg, long key) {
        int place = leg;
        while (place > 0 && keys[place - 1] > key) {
            keys[place] = keys[place - 1];
            order[place] = order[place - 1];
            place--;
        }
        keys[place] = key;
        order[place] = leg;
    }

    private static boolean isCertain(LegFacts leg) {
        return leg.measured
                && leg.coverMicros >= DEEP_MICROS
                && leg.answerNs <= FAST_NS
                && leg.failShareMicros <= RELIABLE_MICROS;
    }

    private static long key(LegFacts leg, boolean byCertainty) {
        long exact = byCertainty && leg.exactQty ? 1 : 0;
        long cover = leg.coverMicros >= DEEP_MICROS
                ? 3
                : leg.coverMicros >= COVERED_MICROS ? 2 : leg.coverMicros >= TIGHT_MICROS ? 1 : 0;
        long finer = WIDEST_TICK_MICROS - Math.min(leg.tickMicros, WIDEST_TICK_MICROS);
        long faster =
                leg.measured ? ANSWER_STEPS - Math.min(leg.answerNs / ANSWER_STEP_NS, ANSWER_STEPS) : ANSWER_STEPS;
        long surer =
                leg.measured ? FAIL_STEPS - Math.min(leg.failShareMicros / FAIL_STEP_MICROS, FAIL_STEPS) : FAIL_STEPS;
        return exact << EXACT_SHIFT | cover << COVER_SHIFT | finer << TICK_SHIFT | faster << ANSWER_SHIFT | surer;
    }

    private static StyleReason difference(long bits) {
        if (bits >>> COVER_SHIFT == 0 && bits != 0) {
            if (bits >>> TICK_SHIFT != 0) {
                return StyleReason.COARSER_TICK_FIRST;
            }
            return bits >>> ANSWER_SHIFT != 0 ? StyleReason.SLOWER_FIRST : StyleReason.FAILING_FIRST;
        }
        return bits != 0 && bits >>> EXACT_SHIFT == 0 ? StyleReason.THINNER_FIRST : StyleReason.LESS_CERTAIN_FIRST;
    }

    LegStyle style() {
        return style;
    }

    StyleReason reason() {
        return reason;
    }

    /** The leg that goes at a place, from 0. */
    int leg(int place) {
        return order[place];
    }

    /**
     * How long an order of a plan lives: fill-or-kill where legs go at once, because a part of one leg is worse than none of
     * it; otherwise what fills now.
     */
    static TimeInForce timeInForce(LegStyle style) {
        return style == LegStyle.SIMULTANEOUS ? TimeInForce.FOK : TimeInForce.IOC;
    }
}
