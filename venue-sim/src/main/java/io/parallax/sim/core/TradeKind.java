package io.parallax.sim.core;

/** How contracts changed hands. Venues that net always mint and pay back. */
public enum TradeKind {
    /** A token went from seller to buyer. */
    TRANSFER,
    /** Buyers of both legs: a new pair was made from their money. */
    MINT,
    /** Sellers of both legs: a pair was dissolved and its dollar shared. */
    MERGE
}
