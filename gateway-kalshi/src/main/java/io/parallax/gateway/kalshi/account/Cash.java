package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.reference.RestReader;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code GET /portfolio/balance}. Money lies on shards and only that of its own shard pays for an order.
 *
 * @param totalMicros available over all shards
 * @param byShard available on each shard the venue names
 */
public record Cash(long totalMicros, Map<Integer, Long> byShard) {
    private static final long CENTS_PER_DOLLAR = 100;

    public Cash {
        byShard = Map.copyOf(byShard);
    }

    /** @throws io.parallax.gateway.reference.ReferenceException naming what is absent or no amount */
    public static Cash read(JsonNode answer) {
        long total = answer.hasNonNull("balance_dollars")
                ? RestReader.micros(answer, "balance_dollars")
                : RestReader.micros(answer, "balance") / CENTS_PER_DOLLAR;
        Map<Integer, Long> byShard = new TreeMap<>();
        for (JsonNode shard : answer.path("balance_breakdown")) {
            byShard.put(shard.path("exchange_index").asInt(0), RestReader.micros(shard, "balance"));
        }
        return new Cash(total, byShard);
    }

    /** What our markets can be paid from: the cash of their shards, where the venue names each of them; else all there is. */
    public long onMicros(int[] shards) {
        long sum = 0;
        for (int shard : shards) {
            Long there = byShard.get(shard);
            if (there == null) {
                return totalMicros;
            }
            sum += there;
        }
        return shards.length == 0 ? totalMicros : sum;
    }
}
