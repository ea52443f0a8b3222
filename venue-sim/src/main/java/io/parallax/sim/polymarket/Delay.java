package io.parallax.sim.polymarket;

/** Runs things later on the event loop. */
@FunctionalInterface
interface Delay {
    void after(long delayMs, Runnable task);
}
