package io.parallax.engine.strategy.api;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.Outcome;

/** An order of the strategy that is called. */
public interface OwnOrder {
    long orderId();

    int instrumentId();

    Outcome outcome();

    OrderAction action();

    OrderState state();

    /** It is over, whatever fills are still to be seen. */
    boolean isEnded();

    /** Own-leg limit. */
    long limitMicros();

    long qtyMicros();

    /** Proven to be filled. */
    long filledQtyMicros();
}
