package io.parallax.gateway.polymarket.limit;

import io.parallax.config.PolymarketTier;
import io.parallax.gateway.budget.RequestBudget;
import io.parallax.gateway.budget.Toll;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.Tolls;
import java.util.HashMap;
import java.util.Map;

/**
 * Two layers of limits: windows of ten seconds, some also of ten minutes, for each address and endpoint at the edge; and orders and
 * cancels a second with a burst for each signer in the matching engine. Every call is counted in all that hold for it, and in
 * the windows of the CLOB and of everything.
 *
 * <pre>
 *   endpoint                        10 s    10 min    signer
 *   POST /order                     5000    120000    orders
 *   POST /orders                    2000     21000    orders, each
 *   DELETE /order                   5000    120000    cancels
 *   DELETE /orders                  2000     15000    cancels, each
 *   DELETE /cancel-all               250      6000    cancels
 *   DELETE /cancel-market-orders    1500     21000    cancels
 *   GET /data/orders, /data/trades   500 each, and with /data/order/{id} 900
 *   GET /book                       1500
 *   POST /books                      500
 *   GET /tick-size                   200
 *   GET /balance-allowance           200; its update 50
 *   /auth/...                        100
 *   all of the CLOB                 9000
 *   everything                     15000
 * </pre>
 *
 * <p>Source: Polymarket docs "Rate limits", changelog 2026-04-08, 2026-06-01, 2026-07-24.
 */
public final class PolymarketTolls implements Tolls {
    private static final int WINDOW_S = 10;
    private static final int LONG_WINDOW_S = 600;

    private final int part;
    private final Toll order;
    private final Toll cancel;
    private final Toll question;
    private final Toll other;
    private final Map<String, Toll> byEndpoint = new HashMap<>();

    /** Full budgets of a gateway, most of what the venue permits. */
    public PolymarketTolls(PolymarketTier tier) {
        this(tier, 1);
    }

    /** For what reads beside a session, or without one: a tenth of it. */
    public static PolymarketTolls beside(PolymarketTier tier) {
        return new PolymarketTolls(tier, 10);
    }

    private PolymarketTolls(PolymarketTier tier, int part) {
        this.part = part;
        RequestBudget everything = window(15_000);
        RequestBudget clob = window(9_000);
        RequestBudget ledger = window(900);
        RequestBudget orders = RequestBudget.ofBucket(tier.orderBurst(), tier.ordersPerSecond());
        RequestBudget cancels = RequestBudget.ofBucket(tier.cancelBurst(), tier.cancelsPerSecond());
        order = Toll.of(1, orders).with(window(5_000), longWindow(120_000), clob, everything);
        cancel = Toll.of(1, cancels).with(window(5_000), longWindow(120_000), clob, everything);
        question = Toll.of(1, ledger).with(clob, everything);
        other = Toll.of(1, window(9_000)).with(clob, everything);
        put("POST /orders", Toll.of(1, orders).with(window(2_000), longWindow(21_000), clob, everything));
        put("DELETE /orders", Toll.of(1, cancels).with(window(2_000), longWindow(15_000), clob, everything));
        put("DELETE /cancel-all", Toll.of(1, cancels).with(window(250), longWindow(6_000), clob, everything));
        put(
                "DELETE /cancel-market-orders",
                Toll.of(1, cancels).with(window(1_500), longWindow(21_000), clob, everything));
        put("GET /data/orders", Toll.of(1, window(500)).with(ledger, clob, everything));
        put("GET /data/trades", Toll.of(1, window(500)).with(ledger, clob, everything));
        put("GET /book", Toll.of(1, window(1_500)).with(clob, everything));
        put("POST /books", Toll.of(1, window(500)).with(clob, everything));
        put("GET /tick-size", Toll.of(1, window(200)).with(clob, everything));
        put("GET /balance-allowance", Toll.of(1, window(200)).with(clob, everything));
        put("GET /balance-allowance/update", Toll.of(1, window(50)).with(clob, everything));
        Toll auth = Toll.of(1, window(100)).with(clob, everything);
        for (String call : new String[] {
            "GET /auth/api-keys",
            "GET /auth/derive-api-key",
            "POST /auth/api-key",
            "DELETE /auth/api-key",
            "GET /auth/ban-status/closed-only"
        }) {
            put(call, auth);
        }
    }

    private RequestBudget window(int requests) {
        return RequestBudget.ofWindow(requests / part, WINDOW_S);
    }

    private RequestBudget longWindow(int requests) {
        return RequestBudget.ofWindow(requests / part, LONG_WINDOW_S);
    }

    private void put(String endpoint, Toll toll) {
        byEndpoint.put(endpoint, toll);
    }

    @Override
    public Toll of(HttpCall call) {
        String path = call.path();
        if (path.equals("/order")) {
            return call.method().equals("DELETE") ? cancel : order;
        }
        if (path.startsWith("/data/order/")) {
            return question;
        }
        int query = path.indexOf('?');
        String endpoint = call.method() + " " + (query < 0 ? path : path.substring(0, query));
        return byEndpoint.getOrDefault(endpoint, other);
    }
}
