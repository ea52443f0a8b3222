package io.parallax.app.reconcile;

/**
 * A number and where it is from.
 *
 * @param micros dollars or contracts
 * @param source of the journal, session and sequence; of a venue, its route and the time of the answer
 */
record Figure(long micros, String source) {}
