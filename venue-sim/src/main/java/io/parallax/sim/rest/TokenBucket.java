package io.parallax.sim.rest;

/** A rate limit: a balance that refills steadily up to its capacity; what is refused costs nothing. Counts in micro-tokens. */
public final class TokenBucket {
    private static final long MICRO = 1_000_000L;
    private static final long NS_PER_MICROSECOND = 1_000L;

    private final long capacityMicros;
    private final long refillPerSecond;
    private final boolean overdraft;
    private long balanceMicros;
    private long atNs = Long.MIN_VALUE;

    private TokenBucket(long capacity, long refillPerSecond, boolean overdraft) {
        this.capacityMicros = Math.multiplyExact(capacity, MICRO);
        this.refillPerSecond = refillPerSecond;
        this.overdraft = overdraft;
        this.balanceMicros = capacityMicros;
    }

    /** A full bucket that must hold the whole cost of a call. */
    public static TokenBucket whole(long capacity, long refillPerSecond) {
        return new TokenBucket(capacity, refillPerSecond, false);
    }

    /** A full bucket that lets a call through while anything is left, and then owes. */
    public static TokenBucket owing(long capacity, long refillPerSecond) {
        return new TokenBucket(capacity, refillPerSecond, true);
    }

    /** Whether a call of this cost passes now; then it is paid. A cost above the capacity never passes. */
    public boolean pass(long tokens, long nowNs) {
        refill(nowNs);
        long costMicros = Math.multiplyExact(tokens, MICRO);
        boolean passes = costMicros <= capacityMicros
                && (overdraft ? balanceMicros > 0 || tokens == 0 : balanceMicros >= costMicros);
        if (passes) {
            balanceMicros -= costMicros;
        }
        return passes;
    }

    /** Takes tokens whatever the balance: costs known only after the call. */
    public void owe(long tokens) {
        balanceMicros -= Math.multiplyExact(tokens, MICRO);
    }

    /** The balance, in micro-tokens; below zero when it owes. */
    public long balanceMicros(long nowNs) {
        refill(nowNs);
        return balanceMicros;
    }

    /** Whole seconds until the bucket is full, rounded up. */
    public long secondsToFull(long nowNs) {
        refill(nowNs);
        return seconds(capacityMicros - balanceMicros);
    }

    /** Whole seconds until a call of this cost passes, rounded up, at least 1. */
    public long secondsTo(long tokens, long nowNs) {
        refill(nowNs);
        long wanted = overdraft ? 1 : Math.multiplyExact(tokens, MICRO);
        return Math.max(1, seconds(wanted - balanceMicros));
    }

    private long seconds(long micros) {
        return -Math.floorDiv(-micros, Math.multiplyExact(refillPerSecond, MICRO));
    }

    private void refill(long nowNs) {
        if (atNs == Long.MIN_VALUE) {
            atNs = nowNs;
        }
        long elapsedMicros = Math.max(0, nowNs - atNs) / NS_PER_MICROSECOND;
        long roomMicros = capacityMicros - balanceMicros;
        // A microsecond gives as many micro-tokens as a second gives tokens.
        long gain = elapsedMicros > roomMicros ? roomMicros : Math.min(roomMicros, elapsedMicros * refillPerSecond);
        balanceMicros += gain;
        atNs += elapsedMicros * NS_PER_MICROSECOND;
    }
}
