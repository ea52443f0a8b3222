package io.parallax.bench.alternative;

import java.util.concurrent.atomic.AtomicLongArray;

/** A counter on a cache line of its own: written by a consumer, watched by the publisher. */
public final class Seen {
    private static final int MIDDLE = 16;

    private final AtomicLongArray line = new AtomicLongArray(2 * MIDDLE);

    public void set(long value) {
        line.setRelease(MIDDLE, value);
    }

    public long get() {
        return line.getAcquire(MIDDLE);
    }
}
