package io.parallax.app.simulate.world;

/**
 * A run. Same plan and build, same history.
 *
 * @param seed from which everything is drawn
 * @param durationNs simulated time from the first session's start, both halves together
 * @param profile kinds of fault it may draw from
 */
public record SimPlan(long seed, long durationNs, Profile profile) {
    public SimPlan {
        if (durationNs <= 0) {
            throw new IllegalArgumentException("durationNs=" + durationNs + ": must be positive");
        }
    }
}
