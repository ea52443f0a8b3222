package io.parallax.gateway.budget;

/**
 * The requests of one class of a venue's endpoints. A share is kept for vital requests: others find it empty before it is.
 * What the venue says beats what is counted: until the instant it named, only vital requests are tried.
 */
public final class RequestBudget {
    private final TokenBucket bucket;
    private final long keptTokens;
    private long heldUntilNs = Long.MIN_VALUE;
    private long refused;

    /**
     * A full budget.
     *
     * @param keptTokens that orders and reads leave
     */
    public RequestBudget(long capacityTokens, long refillPerSecond, long keptTokens) {
        if (keptTokens < 0 || keptTokens >= capacityTokens) {
            throw new IllegalArgumentException(
                    "kept tokens " + keptTokens + ": must be from 0 to below the capacity of " + capacityTokens);
        }
        bucket = new TokenBucket(capacityTokens, refillPerSecond);
        this.keptTokens = keptTokens;
    }

    /** Takes what a request costs. @return whether it may be sent now */
    public boolean take(RequestKind kind, long tokens, long nowNs) {
        boolean vital = kind == RequestKind.VITAL;
        boolean may = (vital || nowNs >= heldUntilNs && bucket.waitNs(tokens + keptTokens, nowNs) == 0)
                && bucket.take(tokens, nowNs);
        if (!may) {
            refused++;
        }
        return may;
    }

    /** How long until it may be sent, when nothing else is meanwhile; 0 = now. */
    public long waitNs(RequestKind kind, long tokens, long nowNs) {
        if (kind == RequestKind.VITAL) {
            return bucket.waitNs(tokens, nowNs);
        }
        long heldNs = nowNs >= heldUntilNs ? 0 : heldUntilNs - nowNs;
        return Math.max(heldNs, bucket.waitNs(tokens + keptTokens, nowNs));
    }

    /** The venue refused for the rate. @param untilNs not before then; at most an hour is believed by the caller */
    public void refusedUntil(long untilNs, long nowNs) {
        bucket.drain(nowNs);
        heldUntilNs = Math.max(heldUntilNs, untilNs);
    }

    /** Requests that were not permitted. */
    public long refused() {
        return refused;
    }
}
