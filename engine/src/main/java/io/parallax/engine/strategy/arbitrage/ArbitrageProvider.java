package io.parallax.engine.strategy.arbitrage;

import io.parallax.engine.strategy.api.Parameter;
import io.parallax.engine.strategy.api.Parameters;
import io.parallax.engine.strategy.api.Strategy;
import io.parallax.engine.strategy.api.StrategyProvider;
import io.parallax.engine.strategy.api.StrategyViews;
import java.util.List;

/** Makes the strategy {@code arbitrage}. What it may do is in the settings of risk and in the pairs: it has no parameters. */
public final class ArbitrageProvider implements StrategyProvider {
    @Override
    public String name() {
        return "arbitrage";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Strategy create(Parameters parameters, StrategyViews views) {
        return new ArbitrageStrategy(views);
    }
}
