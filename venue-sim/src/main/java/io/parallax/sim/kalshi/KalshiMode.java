package io.parallax.sim.kalshi;

import io.parallax.sim.kalshi.limit.Tier;
import io.parallax.sim.kalshi.shard.ShardStates;
import java.util.Set;
import java.util.function.Consumer;

/** What the venue is like, on demand: what its shards take, what the key may do, where the cash is. */
public final class KalshiMode {
    private final KalshiServer server;
    private final Consumer<Runnable> loop;

    /** @param loop runs its argument on the simulator's loop and waits */
    public KalshiMode(KalshiServer server, Consumer<Runnable> loop) {
        this.server = server;
        this.loop = loop;
    }

    /** What a shard takes from now on; a pause cancels the orders that asked for it. */
    public void shard(int shard, ShardStates.State state) {
        loop.accept(() -> server.shardBecomes(shard, state));
    }

    /** What every shard takes from now on. */
    public void allShards(ShardStates.State state) {
        loop.accept(() -> {
            for (int shard = 0; shard < ShardStates.COUNT; shard++) {
                server.shardBecomes(shard, state);
            }
        });
    }

    /** When a pause is thought to end, RFC 3339, or null. */
    public void resumesAt(String time) {
        loop.accept(() -> server.states().resumeTime(time));
    }

    /** What the key may do, {@code read}, {@code write}, {@code write::trade} and so on. */
    public void scopes(Set<String> scopes) {
        loop.accept(() -> server.auth().scopes(scopes));
    }

    /** Whether the key is known. */
    public void revoked(boolean revoked) {
        loop.accept(() -> server.auth().revoked(revoked));
    }

    /** The venue's clock is this much ahead of the true time. */
    public void clockAhead(long offsetMs) {
        loop.accept(() -> server.auth().clockOffsetMs(offsetMs));
    }

    /** Enforces the rate limits of a tier. */
    public void limit(Tier tier) {
        loop.accept(() -> server.buckets().enforce(tier));
    }

    /** Lets every call pass. */
    public void limitOff() {
        loop.accept(() -> server.buckets().off());
    }

    /** Moves cash into a shard from outside, or out of it below zero. */
    public void deposit(int shard, long micros) {
        loop.accept(() -> server.cash().deposit(shard, micros));
    }

    /**
     * Somebody else with access to the account rests or takes with an order.
     *
     * @param priceMicros of YES
     * @return id of the order
     * @throws IllegalArgumentException when the venue refuses it
     */
    public String foreignOrder(String ticker, boolean bid, long priceMicros, long qtyMicros) {
        String[] id = new String[1];
        loop.accept(() -> id[0] = server.foreignOrder(ticker, bid, priceMicros, qtyMicros));
        return id[0];
    }

    /** Moves free cash between shards, as the customer would on the website. */
    public void transfer(int from, int to, long micros) {
        loop.accept(() -> {
            if (!server.cash().transfer(from, to, micros)) {
                throw new IllegalArgumentException("shard " + from + " has less than " + micros + " free");
            }
        });
    }
}
