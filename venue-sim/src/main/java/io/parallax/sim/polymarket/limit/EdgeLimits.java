package io.parallax.sim.polymarket.limit;

import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.rest.TokenBucket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits per address at the edge, ten seconds of budget each. The venue delays before it refuses; here it refuses. Written by
 * the event loop.
 */
public final class EdgeLimits {
    private static final int WINDOW_SECONDS = 10;
    /** Calls of ten seconds by method and path. Source: Polymarket docs "Rate limits", read October 2026. */
    private static final Map<String, Integer> PER_WINDOW = Map.ofEntries(
            Map.entry("POST /order", 5_000),
            Map.entry("DELETE /order", 5_000),
            Map.entry("POST /orders", 2_000),
            Map.entry("DELETE /orders", 2_000),
            Map.entry("DELETE /cancel-all", 250),
            Map.entry("DELETE /cancel-market-orders", 1_500),
            Map.entry("GET /book", 1_500),
            Map.entry("POST /books", 500),
            Map.entry("GET /price", 1_500),
            Map.entry("GET /midpoint", 1_500),
            Map.entry("GET /tick-size", 200),
            Map.entry("GET /data/orders", 500),
            Map.entry("GET /data/trades", 500),
            Map.entry("GET /balance-allowance", 200),
            Map.entry("GET /balance-allowance/update", 50),
            Map.entry("GET /ok", 100));

    private static final int AUTH = 100;
    private static final int TOTAL = 9_000;

    private final Map<String, TokenBucket> windows = new LinkedHashMap<>();
    private boolean enforced;

    /** Turns the limits on or off; every budget is full again. */
    public void enforce(boolean on) {
        enforced = on;
        windows.clear();
    }

    /** @throws Refusal with status 429 when the address has used up its budget for this call */
    public void count(String method, String path, long nowNs) {
        if (!enforced) {
            return;
        }
        boolean auth = path.startsWith("/auth/");
        String call = auth ? "/auth" : method + " " + path;
        Integer limit = auth ? Integer.valueOf(AUTH) : PER_WINDOW.get(call);
        pass("everything", TOTAL, nowNs);
        if (limit != null) {
            pass(call, limit, nowNs);
        }
    }

    private void pass(String name, int limit, long nowNs) {
        TokenBucket window =
                windows.computeIfAbsent(name, key -> TokenBucket.whole(limit, Math.max(1, limit / WINDOW_SECONDS)));
        if (!window.pass(1, nowNs)) {
            throw Refusal.withBody(
                    429,
                    "{\"error\":\"Too Many Requests\"}",
                    Map.of("Retry-After", Long.toString(window.secondsTo(1, nowNs))));
        }
    }
}
