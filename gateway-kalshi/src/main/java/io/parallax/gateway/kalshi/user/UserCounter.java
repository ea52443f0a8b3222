package io.parallax.gateway.kalshi.user;

/** What the private messages are counted by. */
public enum UserCounter {
    /** Fills published, wherever they came from. */
    FILLS,
    /** Of these, known from the list and not from the socket. */
    FILLS_FROM_LIST,
    /** Fills met again and dropped. */
    REPEATED_FILLS,
    /** Fills of orders that are none of this session's; published with order id 0. */
    FILLS_UNMAPPED,
    /** Fills in markets we do not watch; they cannot be published. */
    FILLS_ELSEWHERE,
    /** Fill messages that could not be read; the list is asked. */
    FILL_FAULTS,
    /** States of our orders. */
    ORDER_STATES,
    /** States of orders that are none of this session's. */
    FOREIGN_ORDERS,
    /** Order messages that could not be read. */
    ORDER_FAULTS,
    /** Reads of the list of fills. */
    LIST_READS,
    /** Of these, without a usable answer. */
    LIST_FAILURES
}
