package io.parallax.gateway.net;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * When to try again: the n-th failure in a row waits {@code min x 2^n}, at most {@code max}, of which the second half is
 * random so that connections do not return together; and, where it has a budget of its own, never more than
 * {@code perMinute} attempts within a minute.
 */
public final class Backoff {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final long minNs;
    private final long maxNs;
    private final SplittableRandom random;
    private final long[] attempts;
    private int attemptCount;
    private int failures;

    /** Without a budget of its own: who dials has one, such as a {@link ReconnectBudget}. */
    public Backoff(long minNs, long maxNs, long seed) {
        this(minNs, maxNs, Integer.MAX_VALUE, seed);
    }

    public Backoff(long minNs, long maxNs, int perMinute, long seed) {
        if (minNs <= 0 || maxNs < minNs || perMinute <= 0) {
            throw new IllegalArgumentException("back-off " + minNs + ".." + maxNs + " ns, " + perMinute
                    + " a minute: must be positive and ascending");
        }
        this.minNs = minNs;
        this.maxNs = maxNs;
        this.random = new SplittableRandom(seed);
        this.attempts = new long[perMinute == Integer.MAX_VALUE ? 0 : perMinute];
    }

    /** Counts an attempt made now, without waiting: the first of a line. */
    public void attempt(long nowNanos) {
        if (attempts.length > 0) {
            attempts[attemptCount++ % attempts.length] = nowNanos;
        }
    }

    /** After a failure: how long to wait before the next attempt, which is counted. */
    public long delayNs(long nowNanos) {
        long ceilingNs =
                failures >= 32 || minNs << failures > maxNs || minNs << failures < 0 ? maxNs : minNs << failures;
        failures++;
        long delayNs = ceilingNs / 2 + random.nextLong(ceilingNs / 2 + 1);
        if (attempts.length > 0 && attemptCount >= attempts.length) {
            long oldest = attempts[attemptCount % attempts.length];
            delayNs = Math.max(delayNs, oldest + MINUTE_NS - nowNanos);
        }
        attempt(nowNanos + delayNs);
        return delayNs;
    }

    /** The connection proved good: the next failure waits the least time again. The minute's budget stays. */
    public void proved() {
        failures = 0;
    }
}
