package io.parallax.app.simulate.world;

/** Half of a run. */
public enum Phase {
    /** Anything may fail; only safety is judged. */
    FAULTY,
    /** Faults have stopped and flow is calm: progress is judged, too. */
    QUIET
}
