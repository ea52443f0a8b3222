package io.parallax.gateway.budget;

/**
 * The requests of one class of a venue's endpoints. A share is kept for vital requests and hedges: others find it empty before it
 * is. What the venue says beats what is counted: until the instant it named, only vital requests are tried. Event loop only.
 */
public final class RequestBudget {
    /** Of every hundred tokens so many are kept for cancels, questions and hedges. */
    public static final int KEPT_PERCENT = 30;

    /** Of every hundred tokens of a venue's burst we use so many, since requests do not arrive as evenly as they leave. */
    private static final int OURS_PERCENT = 90;

    private static final int FINE = 1_000;

    private final TokenBucket bucket;
    private final long keptTokens;
    private final long perToken;
    private long heldUntilNs = Long.MIN_VALUE;
    private long refused;

    /**
     * A full budget.
     *
     * @param keptTokens that opening orders and reads leave
     */
    public RequestBudget(long capacityTokens, long refillPerSecond, long keptTokens) {
        this(capacityTokens, refillPerSecond, keptTokens, 1);
    }

    private RequestBudget(long capacityTokens, long refillPerSecond, long keptTokens, long perToken) {
        if (keptTokens < 0 || keptTokens >= capacityTokens) {
            throw new IllegalArgumentException(
                    "kept tokens " + keptTokens + ": must be from 0 to below the capacity of " + capacityTokens);
        }
        bucket = new TokenBucket(capacityTokens, refillPerSecond);
        this.keptTokens = keptTokens;
        this.perToken = perToken;
    }

    /** As large as a venue's bucket, but for what may bunch up on the way, with the usual share kept. */
    public static RequestBudget ofBucket(long burstTokens, long refillPerSecond) {
        long capacity = Math.max(2, burstTokens * OURS_PERCENT / 100);
        return new RequestBudget(capacity, refillPerSecond, capacity * KEPT_PERCENT / 100);
    }

    /**
     * Within a venue's window, wherever it begins: half of its requests at once, the other half evenly over its length.
     *
     * @param requests that the venue permits in every window, at least 2
     */
    public static RequestBudget ofWindow(long requests, long windowSeconds) {
        long half = requests * FINE / 2;
        return new RequestBudget(half, Math.max(1, half / windowSeconds), half * KEPT_PERCENT / 100, FINE);
    }

    /** Takes what a request costs. @return whether it may be sent now */
    public boolean take(RequestKind kind, long tokens, long nowNs) {
        boolean may = waitNs(kind, tokens, nowNs) == 0 && bucket.take(tokens * perToken, nowNs);
        if (!may) {
            refused++;
        }
        return may;
    }

    /** How long until it may be sent, when nothing else is meanwhile; 0 = now. */
    public long waitNs(RequestKind kind, long tokens, long nowNs) {
        long wanted = tokens * perToken + (kind.mayTakeKept() ? 0 : keptTokens);
        long heldNs = kind == RequestKind.VITAL || nowNs >= heldUntilNs ? 0 : heldUntilNs - nowNs;
        return Math.max(heldNs, bucket.waitNs(wanted, nowNs));
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
