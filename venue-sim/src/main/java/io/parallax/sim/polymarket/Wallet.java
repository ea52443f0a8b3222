package io.parallax.sim.polymarket;

import io.parallax.sim.core.Holding;
import io.parallax.sim.core.Outcome;

/** What a trader's wallet holds. Pure reads of the exchange's accounts. */
final class Wallet {
    private Wallet() {}

    /** Outcome tokens, in micros. */
    static long tokensMicros(PolymarketAccount account, ListedMarket market, String tokenId) {
        Holding holding = account.funds().holding(market.info().conditionId());
        return market.leg(tokenId) == Outcome.YES ? holding.yesMicros() : holding.noMicros();
    }
}
