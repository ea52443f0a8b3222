package io.parallax.sim;

/** Epoch nanoseconds that never step back: the wall clock at the start, moved on by the monotonic clock. */
final class SimClock {
    private final long originNs = System.currentTimeMillis() * 1_000_000L - System.nanoTime();

    long nowNs() {
        return originNs + System.nanoTime();
    }
}
