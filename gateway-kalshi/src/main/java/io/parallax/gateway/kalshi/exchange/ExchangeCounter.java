package io.parallax.gateway.kalshi.exchange;

/** What is counted of the exchange as a whole. */
public enum ExchangeCounter {
    /** Reads of the status. */
    STATUS_READS,
    /** Of these, without a usable answer. */
    STATUS_FAILURES,
    /** Reads of the schedule. */
    SCHEDULE_READS,
    /** Of these, without a usable answer: no maintenance is known ahead. */
    SCHEDULE_FAILURES,
    /** Answers that refused something. */
    PROBLEMS
}
