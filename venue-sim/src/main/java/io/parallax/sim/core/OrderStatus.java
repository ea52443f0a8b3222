package io.parallax.sim.core;

/** Where an accepted order stands; it is final once it is not LIVE. */
public enum OrderStatus {
    LIVE,
    FILLED,
    /** Nothing rests any more although less than everything was filled. */
    CANCELLED
}
