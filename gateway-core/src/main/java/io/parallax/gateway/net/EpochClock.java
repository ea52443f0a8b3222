package io.parallax.gateway.net;

import org.agrona.concurrent.OffsetEpochNanoClock;

/** The gateways' only source of time. */
public interface EpochClock {
    /** Epoch nanoseconds, UTC. */
    long epochNanos();

    /** Monotonic reading, for durations. */
    long nanoTime();

    /** The machine's clock: epoch time follows the monotonic clock between samples. */
    static EpochClock system() {
        OffsetEpochNanoClock epoch = new OffsetEpochNanoClock();
        return new EpochClock() {
            @Override
            public long epochNanos() {
                return epoch.nanoTime();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}
