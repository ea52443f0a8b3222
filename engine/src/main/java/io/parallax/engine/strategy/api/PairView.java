package io.parallax.engine.strategy.api;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;

/**
 * Instruments that hang together, as reviewed, and what the engine makes of their prices now. Directions are the ways to
 * hold the pair. {@link #price} works the books of all legs; its figures stay until the next call of it on any pair.
 */
public interface PairView {
    int pairId();

    int legCount();

    /** Instrument of a leg. */
    int instrumentId(int leg);

    int directionCount();

    /** What is bought of a leg in a direction. */
    Outcome outcome(int direction, int leg);

    /** What one contract of a direction pays in the worst admissible outcome. */
    long payoutMicros(int direction);

    /** @return FIRED when it is worth taking and permitted, why not otherwise; null without a positive gross edge;
     *     CAPACITY when this event has no room for what would follow: a later one looks again */
    ReasonCode price(int direction);
}
