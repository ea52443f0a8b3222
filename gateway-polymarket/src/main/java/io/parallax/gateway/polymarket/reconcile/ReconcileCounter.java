package io.parallax.gateway.polymarket.reconcile;

/** What reconciliation is counted by. */
public enum ReconcileCounter {
    /** Passes over orders and fills. */
    ORDER_PASSES,
    /** Passes over orders, fills, tokens and cash that were whole. */
    FULL_PASSES,
    /** Passes of either kind that could not read everything. */
    INCOMPLETE,
    /** Turns left out: the last pass was still under way, or the edge blocks us. */
    SKIPPED,
    /** Orders at the venue that are not of this session, seen twice. */
    FOREIGN_ORDERS,
    /** Orders of ours that we hold for ended and the venue lists, seen twice: cancelled again. */
    STRAY_ORDERS,
    /** Resting orders of ours that the venue's list does not have: asked about. */
    MISSING_ORDERS,
    /** Reads asked again after a failure. */
    READS_REPEATED
}
