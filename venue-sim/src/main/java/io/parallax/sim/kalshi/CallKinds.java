package io.parallax.sim.kalshi;

import io.parallax.sim.rest.CallKind;

/** Which kind a call of this venue is. */
final class CallKinds {
    private CallKinds() {}

    static CallKind of(RestCall call) {
        return switch (call.path().get(0)) {
            case "portfolio" -> portfolio(call);
            case "account", "api_keys" -> CallKind.KEY;
            case "exchange" -> CallKind.STATUS;
            default -> CallKind.MARKET;
        };
    }

    private static CallKind portfolio(RestCall call) {
        return switch (call.path().size() > 1 ? call.path().get(1) : "") {
            case "events" -> call.method().equals("DELETE") ? CallKind.CANCEL : CallKind.ORDER;
            case "order_groups" -> CallKind.GUARD;
            case "balance", "intra_exchange_instance_transfer", "target_balance_allocation" -> CallKind.FUNDS;
            default -> CallKind.LIST;
        };
    }
}
