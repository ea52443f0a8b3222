package io.parallax.engine.position;

/** What we have and what it is worth, by our ledger; micros of a dollar unless said otherwise. */
public interface MoneyFigures {
    /** Profit of the session, fees not taken off. */
    long realisedMicros();

    long feesMicros();

    /** What hedged contracts pay at worst, less their cost. */
    long lockedMicros();

    /** Profit of all holdings if sold to the books of now; {@link io.parallax.codecs.units.Micros#NULL} where a book is missing. */
    long markedMicros();

    /** What the limit of the day is compared with: lost for good, and what holdings would lose now. */
    long dayLossMicros();

    /** Lost for good this day, earlier sessions included: what the next session of the day begins with. */
    long lostMicros();

    /** Contracts that may at worst be without a hedge, over all pairs. */
    long unhedgedQtyMicros();

    long polymarketCashMicros();

    long polymarketReservedMicros();

    long kalshiCashMicros();

    long kalshiReservedMicros();
}
