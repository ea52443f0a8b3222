package io.parallax.sim.core;

/** Why an order was not accepted. */
public enum Reject {
    MARKET_CLOSED,
    TRADING_PAUSED,
    /** Not on the tick grid, or not between zero and one. */
    PRICE_OFF_GRID,
    /** Not positive, or not a whole number of lots. */
    SIZE_INVALID,
    /** A resting order below the market's minimum. */
    SIZE_BELOW_MINIMUM,
    INSUFFICIENT_CASH,
    /** Sells more of a token than the account holds free. */
    INSUFFICIENT_HOLDINGS,
    POST_ONLY_CROSS,
    /** Fill-or-kill without enough resting volume; the identifiers are used up. */
    FOK_KILLED,
    /** Order id or client order id used before. */
    DUPLICATE_ID
}
