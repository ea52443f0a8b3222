package io.parallax.engine.opportunity;

import io.parallax.codecs.sbe.Outcome;

/**
 * Figures of one evaluation with a positive gross edge, micros throughout. What was not computed, because something stood
 * in the way before, is {@link io.parallax.codecs.units.Micros#NULL}, sums per leg are 0 then.
 */
public interface OpportunityFigures {
    /** Per contract at the best prices, before fees; above 0. */
    long grossEdgeMicros();

    /** Per contract after fees, at the size, or without one at the best prices; or null. */
    long netEdgeMicros();

    /** The best size; 0 when none was found. */
    long qtyMicros();

    /** Of all legs at the size. */
    long feesMicros();

    /** What one contract of the direction pays at worst. */
    long payoutMicros();

    /** Money at the size after fees and the unwind reserve; or null. */
    long netMicros();

    /** Expected cost of an unwind at the size; or null. */
    long unwindReserveMicros();

    /** Cost and fees of all legs at the size; or null. */
    long capitalMicros();

    int legCount();

    int instrumentId(int leg);

    Outcome outcome(int leg);

    /** Own-leg price of the worst level walked; the best price when no size was found. */
    long limitMicros(int leg);

    /** At the prices walked, fees excluded. */
    long costMicros(int leg);

    long legFeesMicros(int leg);
}
