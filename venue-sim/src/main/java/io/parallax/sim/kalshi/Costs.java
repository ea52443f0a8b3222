package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a call costs in tokens, and which bucket pays.
 *
 * @param write whether the buckets of writes pay
 * @param shard of the bucket, 0 for the common one
 * @param tokens how many
 */
record Costs(boolean write, int shard, int tokens) {
    static final int DEFAULT = 10;
    static final int CANCEL = 2;
    static final int GET_ORDER = 2;

    static Costs of(RestCall call) {
        if (call.method().equals("GET")) {
            return new Costs(false, 0, call.is("GET", "portfolio", "orders", "*") ? GET_ORDER : DEFAULT);
        }
        boolean cancel = call.method().equals("DELETE")
                && call.path().size() > 2
                && call.path().get(2).equals("orders");
        int each = cancel ? CANCEL : DEFAULT;
        if (call.path().size() == 4 && call.path().get(3).equals("batched")) {
            JsonNode orders = OrderRest.orders(call.body());
            return new Costs(true, 0, each * (orders == null ? 1 : orders.size()));
        }
        return new Costs(true, shard(call), each);
    }

    /** A single write that names a shard above 0 draws from that shard's bucket. */
    private static int shard(RestCall call) {
        JsonNode body = JsonBody.parse(call.body());
        long given = call.number(
                "exchange_index", body == null ? 0 : body.path("exchange_index").asLong(0));
        return given > 0 && given < 100 ? (int) given : 0;
    }
}
