package io.parallax.engine.book;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes the calling thread allocates; bytes, not collections, because a roomy heap hides garbage. */
public final class AllocationMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {}

    /**
     * Bytes allocated by {@code runs} runs in steady state: after as many to warm up, the fewest of five rounds. What the
     * code itself allocates shows in every round; what the JVM allocates while it replaces compiled code does not.
     */
    public static long bytes(int runs, Runnable work) {
        repeat(runs, work);
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(runs, work);
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    private static void repeat(int runs, Runnable work) {
        for (int run = 0; run < runs; run++) {
            work.run();
        }
    }
}
