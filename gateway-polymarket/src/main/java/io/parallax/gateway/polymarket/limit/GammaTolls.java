package io.parallax.gateway.polymarket.limit;

import io.parallax.gateway.budget.RequestBudget;
import io.parallax.gateway.budget.Toll;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.Tolls;

/**
 * Windows of the catalogue, in ten seconds: events 500, markets 300, both 900, all of it 4000. Source: Polymarket docs "Rate
 * limits", read October 2026.
 */
public final class GammaTolls implements Tolls {
    private static final int WINDOW_S = 10;

    private final Toll events;
    private final Toll markets;
    private final Toll other;

    /** Full budgets. */
    public GammaTolls() {
        RequestBudget both = RequestBudget.ofWindow(900, WINDOW_S);
        RequestBudget all = RequestBudget.ofWindow(4_000, WINDOW_S);
        events = Toll.of(1, RequestBudget.ofWindow(500, WINDOW_S)).with(both, all);
        markets = Toll.of(1, RequestBudget.ofWindow(300, WINDOW_S)).with(both, all);
        other = Toll.of(1, RequestBudget.ofWindow(4_000, WINDOW_S)).with(all);
    }

    @Override
    public Toll of(HttpCall call) {
        if (call.path().startsWith("/events")) {
            return events;
        }
        return call.path().startsWith("/markets") ? markets : other;
    }
}
