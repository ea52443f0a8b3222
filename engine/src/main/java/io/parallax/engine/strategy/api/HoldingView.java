package io.parallax.engine.strategy.api;

import io.parallax.codecs.sbe.Outcome;

/** What a strategy holds of one instrument: at most one outcome at a time. */
public interface HoldingView {
    /** Quantity held of an outcome, as far as fills were seen. */
    long qtyMicros(Outcome outcome);

    /** What it cost, fees excluded. */
    long costMicros(Outcome outcome);

    /** Since when something is held without a break, epoch ns UTC; 0 = nothing is. */
    long heldSinceNs();

    /** An order is under way, or one ended whose fills are not all seen: another is refused. */
    boolean hasLiveOrder();
}
