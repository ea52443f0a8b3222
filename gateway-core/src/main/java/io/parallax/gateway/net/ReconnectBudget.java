package io.parallax.gateway.net;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * When the lines of one venue may dial, all of them together: at most so many attempts within any minute, and never two
 * at once. A line that wants to dial takes the next turn, which may lie ahead; turns are given in the order of asking.
 * First connections take turns like any other. Belongs to the event loop its lines share.
 */
public final class ReconnectBudget {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long SPACING_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int ALONE_PER_MINUTE = 10;

    private final long[] turns;
    private final long spacingNs;
    private final SplittableRandom random;
    private long taken;
    private long gapNs;
    private boolean paused;
    private long pausedUntilNanos;

    /**
     * @param perMinute attempts within any minute
     * @param spacingNs least time between two attempts; as much again at most is added at random
     */
    public ReconnectBudget(int perMinute, long spacingNs, long seed) {
        if (perMinute <= 0 || spacingNs < 0) {
            throw new IllegalArgumentException(perMinute + " attempts a minute, " + spacingNs
                    + " ns apart: there must be one at least, and the time not negative");
        }
        this.turns = new long[perMinute];
        this.spacingNs = spacingNs;
        this.random = new SplittableRandom(seed);
    }

    /** Attempts 50 to 100 ms apart. */
    public static ReconnectBudget perMinute(int attempts, long seed) {
        return new ReconnectBudget(attempts, SPACING_NS, seed);
    }

    /** For a line that shares its venue with nobody: ten attempts a minute. */
    public static ReconnectBudget alone() {
        return new ReconnectBudget(ALONE_PER_MINUTE, 0, 0);
    }

    /** Takes the next turn. @return how long to wait for it, 0 = dial now */
    public long take(long nowNanos) {
        long turn = nowNanos;
        if (taken > 0) {
            turn = later(turn, turns[slot(taken - 1)] + gapNs);
        }
        if (taken >= turns.length) {
            turn = later(turn, turns[slot(taken)] + MINUTE_NS);
        }
        if (isPaused(nowNanos)) {
            turn = later(turn, pausedUntilNanos);
        }
        turns[slot(taken++)] = turn;
        gapNs = spacingNs + (spacingNs == 0 ? 0 : random.nextLong(spacingNs));
        return turn - nowNanos;
    }

    /** Whether whoever asks now waits for more than the distance between two attempts. */
    public boolean isExhausted(long nowNanos) {
        return isPaused(nowNanos) || taken >= turns.length && turns[slot(taken)] + MINUTE_NS - nowNanos > 0;
    }

    /** The venue asked to be left alone for a while: no turn before that. */
    public void pause(long nowNanos, long pauseNs) {
        long untilNanos = nowNanos + pauseNs;
        pausedUntilNanos = paused ? later(pausedUntilNanos, untilNanos) : untilNanos;
        paused = true;
    }

    /** Whether a turn taken earlier has to be given back for a pause. */
    public boolean isPaused(long nowNanos) {
        return paused && pausedUntilNanos - nowNanos > 0;
    }

    private int slot(long turn) {
        return (int) (turn % turns.length);
    }

    private static long later(long nanos, long otherNanos) {
        return otherNanos - nanos > 0 ? otherNanos : nanos;
    }
}
