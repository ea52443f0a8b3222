package io.parallax.engine.order;

/** What can happen to an order. Quantity has been looked at before: a fill is told apart by whether it completes. */
public enum OrderEvent {
    ACCEPTED,
    REJECTED,
    /** Timeout, 5xx, connection lost, unreadable answer, or our own deadline. */
    UNKNOWN,
    /** A fill that leaves something to fill. */
    FILL_PART,
    /** A fill that leaves nothing to fill. */
    FILL_ALL,
    /** The venue's last word: nothing live any more, everything filled. */
    DONE_FILLED,
    /** The venue's last word: the rest was cancelled or killed. */
    DONE_CANCELLED,
    DONE_EXPIRED
}
