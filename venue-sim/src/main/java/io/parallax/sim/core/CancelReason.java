package io.parallax.sim.core;

/** Why the rest of an order went away. */
public enum CancelReason {
    /** The owner asked. */
    USER,
    /** An immediate order found no more to fill. */
    IMMEDIATE,
    /** The order met one of its own account. */
    SELF_TRADE,
    /** The market closed. */
    CLOSE,
    /** The market was halted. */
    HALT,
    /** Less than one lot was left. */
    DUST,
    /** The group of orders it belongs to reached its limit or was triggered. */
    GROUP,
    /** Its time ran out. */
    EXPIRY
}
