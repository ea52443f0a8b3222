package io.parallax.app.simulate.world;

import java.util.SortedMap;

/**
 * What a run came to.
 *
 * @param simulatedNs simulated time
 * @param realNs time it took
 * @param events given to engines
 * @param bookEvents of them, snapshots and updates of books
 * @param commands given by engines, records included
 * @param orders handed to a venue's connection
 * @param fills of our account at the venues
 * @param attempts begun
 * @param sessions begun
 * @param journalBytes appended
 * @param faults happened, by kind
 * @param marks hit, by row of the fault catalogue
 * @param finalHash of the last engine's state
 * @param journalChain over every session's records, byte for byte
 * @param broken the invariant that did not hold, or null
 */
public record SimResult(
        SimPlan plan,
        long simulatedNs,
        long realNs,
        long events,
        long bookEvents,
        long commands,
        long orders,
        long fills,
        long attempts,
        long sessions,
        long journalBytes,
        SortedMap<String, Long> faults,
        SortedMap<String, Long> marks,
        long finalHash,
        long journalChain,
        InvariantBroken broken) {
    /** Whether every invariant held. */
    public boolean isGreen() {
        return broken == null;
    }
}
