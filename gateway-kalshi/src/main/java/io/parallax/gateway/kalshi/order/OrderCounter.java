package io.parallax.gateway.kalshi.order;

/** What our orders are counted by. */
public enum OrderCounter {
    /** Orders handed to the HTTP line. */
    SENT,
    /** Orders refused before any byte: gate closed, no room, no connection. */
    NOT_SENT,
    /** Orders refused before any byte, since their budget had no tokens left. */
    NO_TOKENS,
    /** Answers that said the order rests. */
    ACCEPTED,
    /** Answers that said the order is done, filled or not. */
    DONE,
    /** Answers that said the order is not in the book. */
    REJECTED,
    /** Ends without a clear answer. */
    UNKNOWN,
    /** The venue knew the client id: the first try had arrived and is asked about. */
    DUPLICATES,
    /** Cancels sent. */
    CANCELS,
    /** Questions asked about orders. */
    QUERIES,
    /** Fills of no known order that kept an absent order in doubt. */
    STRAY_FILLS,
    /** Commands about orders that are not in the table. */
    UNKNOWN_ORDERS,
    /** Order groups made at the venue. */
    GROUPS,
    /** Order groups that could not be made: orders go without. */
    GROUP_FAILURES,
    /** Order groups reset at the venue, as a person asked. */
    GROUP_RESETS,
    /** Orders built and signed where nothing is sent. */
    SHADOWED,
    /** Orders that ended for us and still rest at the venue: cancelled. */
    LEFT_OVERS,
    /** An order id was submitted a second time and left alone. */
    REPEATED_SUBMITS
}
