package io.parallax.engine.position;

/** Accounts of the ledger, one of each a venue. What we have or have spent is above zero, where it came from below. */
public enum Account {
    /** Collateral at the venue. */
    CASH,
    /** Contracts of markets that are not resolved, at cost. */
    HOLDINGS,
    /** Contracts of resolved markets, at what they pay. */
    CLAIMS,
    /** Fees paid; below zero where rebates were more. */
    FEES,
    /** Profit realised, fees not taken off; a profit is below zero. */
    REALISED,
    /** What was there when the session began, cash and holdings. */
    OPENING,
    /** Cash that came or went without an event of ours and that a person accepted. */
    DEPOSITS,
    /** The same within what venues' rounding explains. */
    ROUNDING
}
