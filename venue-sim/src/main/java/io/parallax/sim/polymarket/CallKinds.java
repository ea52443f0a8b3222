package io.parallax.sim.polymarket;

import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.rest.CallKind;

/** Which kind a call of this venue is. */
final class CallKinds {
    private CallKinds() {}

    static CallKind of(RestRequest request) {
        String path = request.path();
        if (path.startsWith("/auth/") || path.equals("/api/geoblock")) {
            return CallKind.KEY;
        }
        if (path.startsWith("/data/")) {
            return CallKind.LIST;
        }
        if (path.startsWith("/balance-allowance")) {
            return CallKind.FUNDS;
        }
        return switch (path) {
            case "/order", "/orders" -> request.method().equals("POST") ? CallKind.ORDER : CallKind.CANCEL;
            case "/cancel-all", "/cancel-market-orders" -> CallKind.CANCEL;
            case "/v1/heartbeats", "/heartbeats" -> CallKind.GUARD;
            case "/ok", "/time", "/version" -> CallKind.STATUS;
            default -> CallKind.MARKET;
        };
    }
}
