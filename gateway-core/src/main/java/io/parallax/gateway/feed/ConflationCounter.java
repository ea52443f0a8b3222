package io.parallax.gateway.feed;

/** What is counted where changes find the ring full. */
public enum ConflationCounter {
    /** Books that began to wait for room. */
    BOOKS_WAITING,
    /** Venue messages merged into what waits, the first of each book included. */
    MESSAGES_MERGED,
    /** Books whose merged changes were sent. */
    BOOKS_SENT,
    /** Books that could not be merged and have to be fetched anew. */
    BOOKS_LOST,
    /** Books that stopped waiting because their line, or they themselves, were void anyway. */
    BOOKS_DISCARDED,
    /** Prints that found the ring full and were left out. */
    TRADES_DROPPED,
    /** Statuses that would have made a book look current while changes of it waited. */
    STATUS_LEFT_OUT
}
