package io.parallax.sim.polymarket;

import io.parallax.sim.polymarket.account.AccountState;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.key.ApiKey;

/** Who sent a private request, and with which key. */
record Caller(PolymarketAccount account, ApiKey key, AccountState state) {
    /** @throws Refusal when the key may only read */
    void checkWrites() {
        if (key.readOnly()) {
            throw Refusal.unauthorized();
        }
    }

    /** @throws Refusal when the venue lets this account place no such order */
    void checkPlaces(boolean buy) {
        if (state.banned()) {
            throw Refusal.badRequest("'" + account.address() + "' address banned");
        }
        if (state.closedOnly() && buy) {
            throw Refusal.badRequest("'" + account.address() + "' address in closed only mode");
        }
    }
}
