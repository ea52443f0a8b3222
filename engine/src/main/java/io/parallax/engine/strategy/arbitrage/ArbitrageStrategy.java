package io.parallax.engine.strategy.arbitrage;

import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.strategy.api.Intents;
import io.parallax.engine.strategy.api.MarketView;
import io.parallax.engine.strategy.api.PairView;
import io.parallax.engine.strategy.api.Strategy;
import io.parallax.engine.strategy.api.StrategyViews;

/** On each book change of a paired instrument, and nothing else: prices every direction of its pairs and takes what pays. */
final class ArbitrageStrategy implements Strategy {
    private final StrategyViews views;

    ArbitrageStrategy(StrategyViews views) {
        this.views = views;
    }

    @Override
    public void onBook(int instrumentId, Intents intents) {
        MarketView market = views.market(instrumentId);
        int pairs = market.pairCount();
        for (int i = 0; i < pairs; i++) {
            PairView pair = views.pair(market.pairId(i));
            int directions = pair.directionCount();
            for (int direction = 0; direction < directions; direction++) {
                ReasonCode found = pair.price(direction);
                if (found == ReasonCode.FIRED) {
                    intents.take(pair.pairId(), direction);
                } else {
                    intents.pass(pair.pairId(), direction, found);
                }
            }
        }
    }

    /** It remembers nothing: pairs, attempts and opportunities are the engine's. */
    @Override
    public long stateHash(long hash) {
        return hash;
    }
}
