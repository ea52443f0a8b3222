package io.parallax.sim.core;

/** Rounding fees of one order that were not yet given back, in micros of a dollar. */
public final class FeeState {
    private long accumulatorMicros;

    /** What has built up. */
    public long accumulatorMicros() {
        return accumulatorMicros;
    }

    void accumulatorMicros(long micros) {
        accumulatorMicros = micros;
    }
}
