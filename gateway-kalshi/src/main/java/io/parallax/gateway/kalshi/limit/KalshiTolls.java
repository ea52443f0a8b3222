package io.parallax.gateway.kalshi.limit;

import io.parallax.config.KalshiTier;
import io.parallax.gateway.budget.RequestBudget;
import io.parallax.gateway.budget.Toll;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.Tolls;

/**
 * Tokens of the account by endpoint, in two kinds of buckets. Ours hold one second, the least of what the venue grants in any tier.
 *
 * <pre>
 *   call                                        tokens   bucket
 *   GET                                         10       reads
 *   GET /portfolio/orders/{id}                  2        reads
 *   POST order, amend, decrease                 10       writes of the shard it names
 *   DELETE order                                2        writes of the shard it names
 *   the same with a batch                       each     writes common to all
 *   any other write, cancel all                 10, 2    writes common to all
 *   an order without a shard                             writes of every shard and the common ones
 * </pre>
 *
 * <p>Shard 0 has the common bucket. Source: Kalshi docs "Rate limits and tiers", 19 August 2026.
 */
public final class KalshiTolls implements Tolls {
    private static final int SHARDS = 4;
    private static final int USUAL = 10;
    private static final int CHEAP = 2;
    private static final String ORDERS = "/portfolio/events/orders";
    private static final String ORDER = "/portfolio/orders/";

    private final Toll read;
    private final Toll cheapRead;
    private final Toll write;
    private final Toll cancel;
    private final Toll[] writes = new Toll[SHARDS];
    private final Toll[] cancels = new Toll[SHARDS];
    private final Toll routedWrite;
    private final Toll routedCancel;

    /** Full buckets of a gateway. */
    public KalshiTolls(KalshiTier tier) {
        this(tier, tier.readPerSecond());
    }

    /** For what reads beside a session: half of the reads, so that the session is left the other half. */
    public static KalshiTolls beside(KalshiTier tier) {
        return new KalshiTolls(tier, tier.readPerSecond() / 2);
    }

    private KalshiTolls(KalshiTier tier, int readsPerSecond) {
        RequestBudget reads = RequestBudget.ofBucket(readsPerSecond, readsPerSecond);
        read = Toll.of(USUAL, reads);
        cheapRead = Toll.of(CHEAP, reads);
        RequestBudget[] shards = new RequestBudget[SHARDS];
        for (int shard = 0; shard < SHARDS; shard++) {
            shards[shard] = RequestBudget.ofBucket(tier.writePerSecond(), tier.writePerSecond());
            writes[shard] = Toll.of(USUAL, shards[shard]);
            cancels[shard] = Toll.of(CHEAP, shards[shard]);
        }
        write = writes[0];
        cancel = cancels[0];
        routedWrite = Toll.of(USUAL, shards);
        routedCancel = Toll.of(CHEAP, shards);
    }

    @Override
    public Toll of(HttpCall call) {
        String path = call.path();
        boolean delete = call.method().equals("DELETE");
        if (call.method().equals("GET")) {
            return isOneOrder(path) ? cheapRead : read;
        }
        if (!path.contains(ORDERS)) {
            return write;
        }
        if (call.items() > 1 || !(call instanceof ShardCall routed)) {
            return delete ? cancel : write;
        }
        int shard = routed.shard();
        if (shard == ShardCall.ROUTED) {
            return delete ? routedCancel : routedWrite;
        }
        // A shard nobody has heard of yet may have a bucket of its own; the common one is the narrower guess.
        int bucket = shard < SHARDS ? shard : 0;
        return delete ? cancels[bucket] : writes[bucket];
    }

    /** The list has a query where one order has its id. */
    private static boolean isOneOrder(String path) {
        int at = path.indexOf(ORDER);
        return at >= 0 && path.indexOf('/', at + ORDER.length()) < 0;
    }
}
