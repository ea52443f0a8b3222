package io.parallax.app.reconcile;

/**
 * Something that journal and venue tell differently.
 *
 * @param what account, position, fills or order, and of which market
 * @param journalMicros by the journal
 * @param journalSource session and sequence
 * @param venueMicros by the venue
 * @param venueSource route and time
 */
public record Difference(String what, long journalMicros, String journalSource, long venueMicros, String venueSource) {}
