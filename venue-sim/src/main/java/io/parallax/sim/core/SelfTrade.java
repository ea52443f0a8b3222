package io.parallax.sim.core;

/** What happens when an order meets a resting order of its own account. The house never meets itself. */
public enum SelfTrade {
    /** The incoming order stops there; what filled before stays. */
    CANCEL_TAKER,
    /** The resting order is cancelled and matching goes on. */
    CANCEL_MAKER,
    /** The orders trade with each other. */
    ALLOW
}
