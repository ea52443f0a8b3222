package io.parallax.sim.rest;

/** Kinds of REST calls, as far as faults tell them apart. */
public enum CallKind {
    /** Creating and changing orders, one or many. */
    ORDER,
    /** Cancelling, one or many. */
    CANCEL,
    /** Heartbeats and order groups: what guards orders. */
    GUARD,
    /** One order, or lists of orders, fills, positions, settlements. */
    LIST,
    /** Balances and allowances. */
    FUNDS,
    /** API keys and what the venue thinks of the account. */
    KEY,
    /** Server time and status of the venue. */
    STATUS,
    /** Everything else that needs no credentials. */
    MARKET
}
