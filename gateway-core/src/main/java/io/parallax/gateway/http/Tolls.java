package io.parallax.gateway.http;

import io.parallax.gateway.budget.Toll;

/** What each call costs of a venue's limits. Asked once a call, on the line's event loop; allocates nothing for an order. */
@FunctionalInterface
public interface Tolls {
    /** No limits. */
    Tolls NONE = call -> Toll.FREE;

    Toll of(HttpCall call);
}
