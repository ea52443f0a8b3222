package io.parallax.sim.polymarket;

import io.parallax.sim.core.Holding;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.polymarket.account.AccountState;

/** What a trader's wallet holds, as the matching engine believes. Pure reads of the exchange's accounts. */
final class FundsView {
    private FundsView() {}

    /** Outcome tokens, in micros. */
    static long tokensMicros(PolymarketAccount account, ListedMarket market, String tokenId) {
        Holding holding = account.funds().holding(market.info().conditionId());
        return market.leg(tokenId) == Outcome.YES ? holding.yesMicros() : holding.noMicros();
    }

    /** Collateral, in micros: what the cache has while it lags. */
    static long cashMicros(PolymarketAccount account, AccountState state) {
        return state.frozenCashMicros() == AccountState.NOT_FROZEN
                ? account.funds().cashMicros()
                : state.frozenCashMicros();
    }
}
