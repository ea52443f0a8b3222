package io.parallax.gateway.kalshi.market;

/** What the feed counts: every kind of frame by name, and what it had to do. */
public enum FeedCounter {
    SNAPSHOTS,
    DELTAS,
    TRADES,
    TICKERS,
    LIFECYCLES,
    EVENT_LIFECYCLES,
    FEE_UPDATES,
    OKS,
    SUBSCRIBED,
    UNSUBSCRIBED,
    ERRORS,
    FILLS,
    USER_ORDERS,
    MARKET_POSITIONS,
    ORDER_GROUPS,
    /** Frames of a kind we do not know. */
    UNKNOWN_TYPES,
    /** Book and trade frames spelled as the venue spells them, read the short way. */
    USUAL_FRAMES,
    /** Book and trade frames spelled otherwise, read by cursor. */
    UNUSUAL_FRAMES,
    /** Lifecycle messages by their kind, of all markets. */
    MARKETS_CREATED,
    MARKETS_ACTIVATED,
    MARKETS_DEACTIVATED,
    CLOSE_DATES_UPDATED,
    MARKETS_DETERMINED,
    MARKETS_SETTLED,
    GRIDS_UPDATED,
    METADATA_UPDATED,
    /** Lifecycle messages of a kind we do not know. */
    UNKNOWN_LIFECYCLES,
    /** Frames about markets that are not ours. */
    OTHER_MARKETS,
    /** Block trades, which never touch the book. */
    BLOCK_TRADES,
    /** Sequence gaps, by sid. */
    GAPS,
    /** Frames with a number already seen, dropped. */
    OLD_SEQUENCES,
    /** Deltas of a book that waits for its snapshot, dropped. */
    DELTAS_WAITING,
    /** Deltas that change nothing. */
    EMPTY_DELTAS,
    /** Frames that could not be read. */
    FAULTY_FRAMES,
    /** Markets asked for again. */
    SNAPSHOT_REQUESTS,
    /** Books asked for to be compared with. */
    CHECKS,
    /** Commands that named more markets than the venue takes in one subscription. */
    TOO_MANY_MARKETS,
    /** Times the ring refused market data. */
    REFUSALS,
    /** Connections given up for faults, terminal errors or missing snapshots. */
    REBUILDS
}
