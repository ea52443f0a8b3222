package io.parallax.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes the calling thread allocates. The virtual machine's own one-off costs are left out by taking the least of rounds. */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;

    private AllocatedBytes() {}

    /** Bytes allocated by this thread so far. */
    public static long soFar() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Least bytes that {@code work} allocated in several tries; 0 ends the tries. */
    public static long least(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && least > 0; i++) {
            long before = soFar();
            work.run();
            least = Math.min(least, soFar() - before);
        }
        return least;
    }

    /**
     * Bytes that repeating {@code work} goes on allocating, after its first run allocated {@code first}: 0 when that was
     * a one-off of the virtual machine or of a name met for the first time.
     */
    public static long lasting(long first, Runnable work) {
        return first == 0 ? 0 : least(work);
    }

    /** What the same measurement says of work that allocates. */
    public static long control() {
        Object[] kept = new Object[1];
        return least(() -> kept[0] = new byte[1024]);
    }
}
