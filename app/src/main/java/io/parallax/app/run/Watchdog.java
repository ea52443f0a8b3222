package io.parallax.app.run;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;

/**
 * Looks after the threads that trade: one whose counter stands still for longer than its bound while work waits has stalled. A role
 * that spins without work is alive. Time in which this thread did not run itself counts at most a tenth of a second, so that a
 * machine that stood still is not taken for a thread that does. Own thread; needs none of those it watches.
 */
final class Watchdog implements Agent {
    static final long ENGINE_NS = TimeUnit.SECONDS.toNanos(1);
    static final long JOURNAL_NS = TimeUnit.SECONDS.toNanos(1);
    static final long GATEWAY_NS = TimeUnit.SECONDS.toNanos(5);
    static final long OCCUPANCY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_CYCLE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long NS_PER_MS = 1_000_000L;

    /** What to do about it. */
    interface Alarm {
        /** A thread has stalled; told once. */
        void onStall(String evidence);

        /** The ring has been more than half full for a second; told once until it was not. */
        void onCrowded(String evidence);
    }

    private final Alarm alarm;
    private final List<Watched> watched = new ArrayList<>();
    private final BooleanSupplier crowded;
    private long lastCycleNs;
    private long crowdedNs;
    private boolean crowdedTold;
    private boolean stalled;
    private boolean begun;

    /** @param crowded whether the ring is more than half full now */
    Watchdog(BooleanSupplier crowded, Alarm alarm) {
        this.crowded = crowded;
        this.alarm = alarm;
    }

    /** One counter and how long it has stood still. */
    private static final class Watched {
        final String name;
        final long boundNs;
        final LongSupplier progress;
        final BooleanSupplier waiting;
        long last;
        long stoodNs;

        Watched(String name, long boundNs, LongSupplier progress, BooleanSupplier waiting) {
            this.name = name;
            this.boundNs = boundNs;
            this.progress = progress;
            this.waiting = waiting;
            last = progress.getAsLong();
        }

        boolean stallsAfter(long elapsedNs) {
            long now = progress.getAsLong();
            boolean stands = now == last && waiting.getAsBoolean();
            last = now;
            stoodNs = stands ? stoodNs + elapsedNs : 0;
            return stoodNs > boundNs;
        }
    }

    /**
     * Watches a role. Before the first cycle.
     *
     * @param progress changes with every piece of work done
     * @param waiting whether there is work
     */
    Watchdog role(String name, long boundNs, LongSupplier progress, BooleanSupplier waiting) {
        watched.add(new Watched(name, boundNs, progress, waiting));
        return this;
    }

    /** Watches an event loop, by a task at a time that it must run. */
    Watchdog loop(String name, long boundNs, EventLoop loop) {
        AtomicLong asked = new AtomicLong();
        AtomicLong done = new AtomicLong();
        Runnable answer = () -> done.lazySet(asked.get());
        return role(
                name,
                boundNs,
                () -> {
                    if (done.get() == asked.get() && !loop.isShuttingDown()) {
                        asked.incrementAndGet();
                        loop.execute(answer);
                        return -asked.get(); // a question is no stand-still
                    }
                    return done.get();
                },
                () -> !loop.isShuttingDown());
    }

    @Override
    public int doWork() {
        return judge(System.nanoTime());
    }

    /** One cycle at a monotonic time. */
    int judge(long nowNs) {
        long elapsedNs = begun ? Math.min(nowNs - lastCycleNs, LONGEST_CYCLE_NS) : 0;
        begun = true;
        lastCycleNs = nowNs;
        if (stalled) {
            return 0;
        }
        for (Watched role : watched) {
            if (role.stallsAfter(elapsedNs)) {
                stalled = true;
                alarm.onStall(role.name + " stood still for " + role.stoodNs / NS_PER_MS + " ms at " + role.last);
                return 1;
            }
        }
        crowdedNs = crowded.getAsBoolean() ? crowdedNs + elapsedNs : 0;
        if (crowdedNs > OCCUPANCY_NS && !crowdedTold) {
            alarm.onCrowded("the ring was more than half full for a second");
        }
        crowdedTold = crowdedNs > OCCUPANCY_NS;
        return 0;
    }

    @Override
    public String roleName() {
        return "watchdog";
    }
}
