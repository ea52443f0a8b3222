package io.parallax.engine.command;

import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.StyleReason;
import io.parallax.codecs.sbe.TimeInForce;

/** How an attempt is sent; legs by the place at which they go, from 0. */
public interface AttemptFigures {
    long attemptId();

    int pairId();

    int direction();

    LegStyle style();

    StyleReason reason();

    long qtyMicros();

    /** What one contract of all legs pays at worst. */
    long payoutMicros();

    int legCount();

    int instrumentIdAt(int place);

    Outcome outcomeAt(int place);

    TimeInForce timeInForce();

    /** Own-leg limit. */
    long limitMicrosAt(int place);

    /** The furthest a re-price may go, own-leg. */
    long worstMicrosAt(int place);
}
