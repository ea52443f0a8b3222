package io.parallax.config.pair;

import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Verdict;
import java.util.List;

/**
 * Markets that a person found to hang together.
 *
 * @param name the pair's own short name
 * @param group name of the event, shared by pairs whose outcomes depend on each other
 * @param relation how the legs hang together; of IMPLIED the first leg is true whenever the second is
 * @param legs two, or of a set two or more
 * @param voids what happens where an event does not take place
 * @param payoffs what YES of each leg pays in every outcome to reckon with
 * @param review the person's finding
 * @param closeTimeNs when the first leg stops trading, epoch ns UTC
 * @param resolutionTimeNs when capital is free again at the latest, epoch ns UTC
 * @param maxQtyMicros largest hedged quantity, in micros of a contract
 * @param enabled whether the pair may be traded from the start
 */
public record PairSettings(
        String name,
        String group,
        Relation relation,
        List<Leg> legs,
        VoidRule voids,
        JointPayoffs payoffs,
        Review review,
        long closeTimeNs,
        long resolutionTimeNs,
        long maxQtyMicros,
        boolean enabled) {

    public PairSettings {
        legs = List.copyOf(legs);
    }

    /**
     * What a person found, and for how long.
     *
     * @param verdict SAME says that the legs hang together as the relation says; of INVERTED it is INVERTED
     * @param reviewer who
     * @param reviewed day, {@code 2026-11-01}
     * @param reasons why
     * @param expiryNs instant from which the finding no longer counts, epoch ns UTC; 0 = does not expire
     */
    public record Review(Verdict verdict, String reviewer, String reviewed, String reasons, long expiryNs) {}
}
