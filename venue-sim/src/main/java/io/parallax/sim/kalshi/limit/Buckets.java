package io.parallax.sim.kalshi.limit;

import io.parallax.sim.rest.TokenBucket;
import java.util.HashMap;
import java.util.Map;

/** The buckets of one customer: reads, writes, and writes that name a shard above 0. Off until a tier is enforced. */
public final class Buckets {
    private final Map<Integer, TokenBucket> writes = new HashMap<>();
    private TokenBucket reads;
    private Tier tier = Tier.BASIC;
    private boolean enforced;

    /** Enforces a tier; every bucket is full again. */
    public void enforce(Tier newTier) {
        tier = newTier;
        enforced = true;
        writes.clear();
        reads = TokenBucket.whole(newTier.readCapacity(), newTier.read());
    }

    /** Lets everything pass. */
    public void off() {
        enforced = false;
    }

    /** The tier of the customer, enforced or not. */
    public Tier tier() {
        return tier;
    }

    /** Whether a read of this cost passes. */
    public boolean read(int cost, long nowNs) {
        return !enforced || reads.pass(cost, nowNs);
    }

    /** Whether a write of this cost passes. @param shard whose bucket it draws from, 0 for the common one */
    public boolean write(int shard, int cost, long nowNs) {
        return !enforced
                || writes.computeIfAbsent(shard, key -> TokenBucket.whole(tier.writeCapacity(), tier.write()))
                        .pass(cost, nowNs);
    }
}
