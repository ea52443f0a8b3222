package io.parallax.sim.core;

/** Leg of a binary market: YES is the first outcome, NO the second. */
public enum Outcome {
    YES,
    NO;

    /** The other leg. */
    public Outcome opposite() {
        return this == YES ? NO : YES;
    }
}
