package io.parallax.gateway.budget;

/**
 * Tokens that come back evenly up to a capacity. A request passes when its whole cost is there; a refused one costs nothing.
 * Full at first. Counts in billionths of a token, so that nothing is lost to rounding.
 */
public final class TokenBucket {
    private static final long PER_TOKEN = 1_000_000_000L;

    private final long capacityTokens;
    private final long refillPerSecond;
    private long balance;
    private long atNs = Long.MIN_VALUE;

    /**
     * A full bucket.
     *
     * @param capacityTokens most it holds, up to a billion
     * @param refillPerSecond tokens that come back in a second
     * @throws IllegalArgumentException when one of them is not positive or too large
     */
    public TokenBucket(long capacityTokens, long refillPerSecond) {
        if (capacityTokens <= 0 || capacityTokens > PER_TOKEN || refillPerSecond <= 0 || refillPerSecond > PER_TOKEN) {
            throw new IllegalArgumentException("token bucket of " + capacityTokens + " refilled by " + refillPerSecond
                    + " a second: both must be from 1 to " + PER_TOKEN);
        }
        this.capacityTokens = capacityTokens;
        this.refillPerSecond = refillPerSecond;
        balance = capacityTokens * PER_TOKEN;
    }

    /** Takes the cost of a request. @param nowNs of one clock that does not step back @return whether it was there */
    public boolean take(long tokens, long nowNs) {
        refill(nowNs);
        long cost = tokens * PER_TOKEN;
        if (balance < cost) {
            return false;
        }
        balance -= cost;
        return true;
    }

    /** How long until so many tokens are there; {@link Long#MAX_VALUE} for more than it ever holds. */
    public long waitNs(long tokens, long nowNs) {
        refill(nowNs);
        if (tokens > capacityTokens) {
            return Long.MAX_VALUE;
        }
        long missing = tokens * PER_TOKEN - balance;
        return missing <= 0 ? 0 : (missing + refillPerSecond - 1) / refillPerSecond;
    }

    /** The venue says that there is nothing left: so it is. */
    public void drain(long nowNs) {
        refill(nowNs);
        balance = 0;
    }

    /** Billionths of a token. */
    long balance() {
        return balance;
    }

    private void refill(long nowNs) {
        if (atNs != Long.MIN_VALUE && nowNs > atNs) {
            long full = capacityTokens * PER_TOKEN;
            long untilFull = (full - balance + refillPerSecond - 1) / refillPerSecond;
            long passed = nowNs - atNs;
            balance = passed >= untilFull ? full : balance + passed * refillPerSecond;
        }
        atNs = Math.max(atNs, nowNs);
    }
}
