package io.parallax.gateway.event;

import java.lang.management.ManagementFactory;

/** Bytes a thread allocates: the least of several rounds, so that the virtual machine's own one-off costs do not count. */
public final class Allocation {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;

    private Allocation() {}

    public static long leastBytes(Runnable work) {
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            work.run();
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    /** What the same measurement says of work that does allocate. */
    public static long control() {
        Object[] kept = new Object[1];
        return leastBytes(() -> kept[0] = new byte[1024]);
    }
}
