package io.parallax.gateway.polymarket.order;

/** What our orders are counted by. */
public enum OrderCounter {
    /** Orders handed to the HTTP line. */
    SENT,
    /** Orders refused before any byte: gate closed, off the grid, no room, no connection. */
    NOT_SENT,
    /** Orders refused before any byte, since a limit of the venue permitted none. */
    NO_TOKENS,
    /** Answers that said the order is live. */
    ACCEPTED,
    /** Answers that said the order was matched at once. */
    MATCHED,
    /** Answers that said the order is not in the book. */
    REJECTED,
    /** Ends without a clear answer. */
    UNKNOWN,
    /** The venue knew an order we sent once: it will be asked what became of it. */
    DUPLICATES,
    /** Cancels sent, of one order or of many. */
    CANCELS,
    /** Orders that the venue said it cancelled. */
    CANCELLED,
    /** Cancels of which the venue said that they did not cancel every order named. */
    NOT_CANCELLED,
    /** Commands about orders that are not in the table. */
    UNKNOWN_ORDERS,
    /** An order id was submitted a second time and left alone. */
    REPEATED_SUBMITS
}
