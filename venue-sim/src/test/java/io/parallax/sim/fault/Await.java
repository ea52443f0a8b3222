package io.parallax.sim.fault;

import java.util.function.BooleanSupplier;

/** Waits for what is bound to happen; the bound is only there against waiting for ever. */
final class Await {
    private static final long LIMIT_NS = 20_000_000_000L;

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > LIMIT_NS) {
                throw new AssertionError("not within 20 s: " + what);
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
