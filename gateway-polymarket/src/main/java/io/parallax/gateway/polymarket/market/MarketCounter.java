package io.parallax.gateway.polymarket.market;

/** What the public feed is counted by. Faults are counted apart, by code. */
public enum MarketCounter {
    /** Frames received, text frames included. */
    FRAMES,
    /** Whole books applied. */
    BOOKS,
    /** Books of the second outcome left out because the frame held the first one's. */
    MIRROR_BOOKS,
    /** Messages with level changes of a known market. */
    PRICE_CHANGES,
    /** Levels changed. */
    LEVELS,
    /** Levels of the second outcome left out because the frame held the first one's. */
    MIRROR_LEVELS,
    /** Public prints. */
    TRADES,
    /** Prints without price or size. */
    EMPTY_TRADES,
    /** Grid changes. */
    TICK_CHANGES,
    /** Announcements of best prices; not used. */
    BEST_BID_ASKS,
    /** Announcements of new markets; not used. */
    NEW_MARKETS,
    /** Resolutions of any market. */
    RESOLUTIONS,
    /** Messages of a type nobody told us of. */
    UNKNOWN_TYPES,
    /** Messages or levels of a token we do not follow. */
    UNKNOWN_TOKENS,
    /** Answers to our keep-alive. */
    PONGS,
    /** Answers to a subscription that added nothing. */
    NO_NEW_ASSETS,
    /** Complaints about a subscription. */
    INVALID_OPERATIONS,
    /** Any other bare text. */
    OTHER_TEXTS,
    /** Frames read in the venue's usual key order, the fast way. */
    USUAL_ORDER,
    /** Frames of JSON read by the general cursor: another kind of message, another order, or a fault. */
    GENERAL_ORDER,
    /** Levels of the second outcome whose size is not that of the first one's level in the same frame. */
    MIRROR_DISAGREEMENTS
}
