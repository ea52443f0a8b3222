package io.parallax.sim.polymarket.limit;

import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.rest.TokenBucket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Buckets of orders and cancels per signer. A batch costs its orders and passes or fails whole. Written by the event loop. */
public final class SignerLimits {
    private static final long MICRO = 1_000_000L;
    private static final Map<String, String> NO_HEADERS = Map.of();

    private final Map<String, TokenBucket> orders = new HashMap<>();
    private final Map<String, TokenBucket> cancels = new HashMap<>();
    private Policy policy = Policy.OFF;
    private Tier tier = Tier.STANDARD;

    /** Changes the rules; every bucket is full again. */
    public void become(Policy newPolicy, Tier newTier) {
        policy = newPolicy;
        tier = newTier;
        orders.clear();
        cancels.clear();
    }

    /**
     * Counts a call.
     *
     * @return headers of its answer
     * @throws Refusal with status 429 when it is over the limit and limits are enforced
     */
    public Map<String, String> count(String signer, boolean cancel, int cost, long nowNs) {
        if (policy == Policy.OFF) {
            return NO_HEADERS;
        }
        TokenBucket bucket = bucket(signer, cancel);
        boolean passes = bucket.pass(cost, nowNs);
        Map<String, String> headers = headers(bucket, nowNs);
        if (passes) {
            return headers;
        }
        if (policy == Policy.ENFORCE) {
            headers.put("Retry-After", Long.toString(bucket.secondsTo(cost, nowNs)));
            throw Refusal.withBody(429, "{\"error\":\"Too Many Requests\"}", headers);
        }
        headers.put("Poly-RateLimit-Warning", "limit exceeded");
        return headers;
    }

    /** Charges what a cancel of many turned out to cost. */
    public void charge(String signer, int cost) {
        if (policy != Policy.OFF) {
            bucket(signer, true).owe(cost);
        }
    }

    private Map<String, String> headers(TokenBucket bucket, long nowNs) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Poly-RateLimit-Remaining", Long.toString(Math.floorDiv(bucket.balanceMicros(nowNs), MICRO)));
        headers.put("Poly-RateLimit-Reset", Long.toString(bucket.secondsToFull(nowNs)));
        headers.put("Poly-RateLimit-Tier", tier.name().toLowerCase(Locale.ROOT));
        return headers;
    }

    private TokenBucket bucket(String signer, boolean cancel) {
        int burst = cancel ? tier.cancelBurst : tier.orderBurst;
        int rate = cancel ? tier.cancels : tier.orders;
        return (cancel ? cancels : orders)
                .computeIfAbsent(
                        signer,
                        key -> tier.overdraft ? TokenBucket.owing(burst, rate) : TokenBucket.whole(burst, rate));
    }
}
