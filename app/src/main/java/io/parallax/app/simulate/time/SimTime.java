package io.parallax.app.simulate.time;

import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The one time of a run and the loops that live in it: what is due next runs next, ties in the order of the loops. */
public final class SimTime implements Ticker {
    /** When every run begins: 2026-11-01T00:00:00Z. */
    public static final long EPOCH_NS = 1_793_491_200_000_000_000L;

    private final List<SimLoop> loops = new ArrayList<>();
    private long nowNs;
    private long steps;
    private boolean halted;

    /** Adds a loop. */
    public void add(SimLoop loop) {
        loops.add(loop);
    }

    /** Takes a loop out: what it had planned never happens. */
    public void remove(SimLoop loop) {
        loops.remove(loop);
    }

    /** Nothing happens any more. */
    public void halt() {
        halted = true;
    }

    /** Time since the run began. */
    @Override
    public long nanoTime() {
        return nowNs;
    }

    /** Epoch nanoseconds. */
    public long epochNs() {
        return EPOCH_NS + nowNs;
    }

    /** Tasks run so far. */
    public long steps() {
        return steps;
    }

    @Override
    public long initialNanoTime() {
        return 0;
    }

    @Override
    public void sleep(long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nobody sleeps in simulated time");
    }

    /** Lets everything happen up to and at an instant since the beginning. */
    public void runUntil(long untilNs) {
        while (step(untilNs)) {
            // everything due
        }
        nowNs = Math.max(nowNs, untilNs);
    }

    /**
     * Lets things happen until a claim holds.
     *
     * @return whether it holds; false when {@code timeoutNs} passed first
     */
    public boolean runUntil(BooleanSupplier claim, long timeoutNs) {
        long untilNs = nowNs + timeoutNs;
        while (!claim.getAsBoolean()) {
            if (!step(untilNs)) {
                nowNs = Math.max(nowNs, untilNs);
                return claim.getAsBoolean();
            }
        }
        return true;
    }

    private boolean step(long untilNs) {
        if (halted) {
            return false;
        }
        SimLoop next = null;
        long dueNs = Long.MAX_VALUE;
        for (int i = 0; i < loops.size(); i++) {
            SimLoop loop = loops.get(i);
            long loopDueNs = loop.nextNs(nowNs);
            if (loopDueNs < dueNs) {
                dueNs = loopDueNs;
                next = loop;
            }
        }
        if (next == null || dueNs > untilNs) {
            return false;
        }
        nowNs = Math.max(nowNs, dueNs);
        steps++;
        next.runNext(nowNs);
        return true;
    }
}
