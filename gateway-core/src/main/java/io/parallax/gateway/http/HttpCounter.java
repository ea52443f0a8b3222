package io.parallax.gateway.http;

/** What an HTTP line counts. */
public enum HttpCounter {
    /** Calls handed in. */
    CALLS,
    /** Requests written. */
    REQUESTS,
    /** Answers with a status below 400. */
    ANSWERS_GOOD,
    /** Answers 400 to 499. */
    ANSWERS_REFUSING,
    /** Answers from 500 on. */
    ANSWERS_FAILING,
    /** Calls that ended unsent. */
    NOT_SENT,
    /** Orders that found no token of their budget, and other calls that found none in time. */
    RATE_LIMITED,
    /** Calls that waited for tokens of their budget. */
    HELD,
    /** Answers by which the venue refused for the rate, or asked a read to wait. */
    SLOWED,
    /** Calls without an answer in time. */
    TIMEOUTS,
    /** Calls lost with their connection. */
    LOST,
    /** Answers that could not be read. */
    UNREADABLE,
    /** Connections opened. */
    CONNECTIONS,
    /** Of those, the ones that speak HTTP/2. */
    HTTP2_CONNECTIONS,
    /** Attempts to connect that failed. */
    FAILED_ATTEMPTS,
    /** Connections lost or closed by the venue. */
    DISCONNECTS
}
