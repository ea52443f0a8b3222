package io.parallax.gateway.polymarket.user;

/** What our own orders' news are counted by. */
public enum UserCounter {
    /** Frames received. */
    FRAMES,
    /** Order events. */
    ORDERS,
    /** Order events of orders that are not of this session. */
    FOREIGN_ORDERS,
    /** Trade events. */
    TRADES,
    /** Parts of trades that are ours. */
    FILLS,
    /** Trades without a part that is ours. */
    FOREIGN_TRADES,
    /** Trades of ours in a market that is not followed: no event can carry them. */
    UNFOLLOWED_TRADES,
    /** Trades whose makers do not add up to their size; told as one part at the worst maker's price. */
    UNEVEN_TRADES,
    /** Messages of a type nobody told us of. */
    UNKNOWN_TYPES,
    /** Bare texts. */
    TEXTS
}
