package io.parallax.engine.pair;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.engine.state.StateHash;

/** One pair: what was reviewed, and whether it may be traded now. */
public final class Pair {
    /** Directions an arbitrage can take: YES on the first instrument, or NO on it. */
    public static final int DIRECTIONS = 2;

    private final int pairId;
    private final int firstInstrumentId;
    private final int secondInstrumentId;
    private final long maxQtyMicros;
    private Verdict verdict;
    private long verdictExpiryNs;
    private boolean enabled;
    private boolean frozen;
    private long coolUntilNs;
    private int recentFailures;
    private long failuresSinceNs;

    public Pair(int pairId, int firstInstrumentId, int secondInstrumentId, long maxQtyMicros) {
        this.pairId = pairId;
        this.firstInstrumentId = firstInstrumentId;
        this.secondInstrumentId = secondInstrumentId;
        this.maxQtyMicros = maxQtyMicros;
    }

    public int pairId() {
        return pairId;
    }

    public int firstInstrumentId() {
        return firstInstrumentId;
    }

    public int secondInstrumentId() {
        return secondInstrumentId;
    }

    /** The largest quantity ever held hedged in this pair. */
    public long maxQtyMicros() {
        return maxQtyMicros;
    }

    public void review(Verdict verdict, long verdictExpiryNs) {
        this.verdict = verdict;
        this.verdictExpiryNs = verdictExpiryNs;
    }

    public void enable(boolean enabled) {
        this.enabled = enabled;
    }

    /** A person said SAME or INVERTED, that has not expired, and the pair is switched on. */
    public boolean isApproved(long nowNs) {
        return enabled
                && (verdict == Verdict.SAME || verdict == Verdict.INVERTED)
                && (verdictExpiryNs == 0 || nowNs < verdictExpiryNs);
    }

    public boolean isInverted() {
        return verdict == Verdict.INVERTED;
    }

    /** Outcome bought on the first instrument: YES in direction 0, NO in direction 1. */
    public static Outcome firstOutcome(int direction) {
        return direction == 0 ? Outcome.YES : Outcome.NO;
    }

    /** Outcome bought on the second instrument, so that exactly one of the two pays. */
    public Outcome secondOutcome(int direction) {
        return (direction == 0) == isInverted() ? Outcome.YES : Outcome.NO;
    }

    /** No opening until an operator enables the pair again. */
    public void freeze() {
        frozen = true;
    }

    public void unfreeze() {
        frozen = false;
        recentFailures = 0;
    }

    public boolean isFrozen() {
        return frozen;
    }

    public void coolUntil(long timestampNs) {
        coolUntilNs = timestampNs;
    }

    public boolean isCooling(long nowNs) {
        return nowNs < coolUntilNs;
    }

    /** Counts an attempt that did not hedge. @return failures within the window, this one included */
    public int failed(long nowNs, long windowNs) {
        if (recentFailures == 0 || nowNs - failuresSinceNs > windowNs) {
            recentFailures = 0;
            failuresSinceNs = nowNs;
        }
        return ++recentFailures;
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, pairId);
        h = StateHash.mix(h, firstInstrumentId);
        h = StateHash.mix(h, secondInstrumentId);
        h = StateHash.mix(h, maxQtyMicros);
        h = StateHash.mix(h, verdict.value());
        h = StateHash.mix(h, verdictExpiryNs);
        h = StateHash.mix(h, (enabled ? 1 : 0) | (frozen ? 2 : 0));
        h = StateHash.mix(h, coolUntilNs);
        h = StateHash.mix(h, recentFailures);
        return StateHash.mix(h, failuresSinceNs);
    }
}
