package io.parallax.app.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Makes the ring's threads and waits for their end, after which what they wrote may be closed. */
final class RingThreads implements ThreadFactory {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Fatal fatal;

    RingThreads(Fatal fatal) {
        this.fatal = fatal;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "ring-" + threads.size());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, cause) -> fatal.onFatal(dead.getName(), -1, cause));
        threads.add(thread);
        return thread;
    }

    /** Waits for every thread to end; false when one did not in time. */
    boolean join(long timeoutMs) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        try {
            for (Thread thread : threads) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
                thread.join(Math.max(1, leftMs));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
