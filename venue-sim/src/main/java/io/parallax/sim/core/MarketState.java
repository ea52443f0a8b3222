package io.parallax.sim.core;

/** Whether a market takes orders. */
public enum MarketState {
    OPEN,
    /** No new orders; resting orders stay and may be cancelled. */
    PAUSED,
    /** No orders; resting orders were cancelled on the way in. */
    CLOSED
}
