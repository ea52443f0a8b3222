package io.parallax.engine.strategy.threshold;

import io.parallax.engine.strategy.api.Parameter;
import io.parallax.engine.strategy.api.Parameters;
import io.parallax.engine.strategy.api.Strategy;
import io.parallax.engine.strategy.api.StrategyProvider;
import io.parallax.engine.strategy.api.StrategyViews;
import java.util.List;

/** Makes the strategy {@code threshold}. */
public final class ThresholdProvider implements StrategyProvider {
    @Override
    public String name() {
        return "threshold";
    }

    @Override
    public List<Parameter> parameters() {
        return ThresholdSettings.DECLARED;
    }

    @Override
    public void check(Parameters parameters, List<String> problems) {
        ordered(parameters, "minPrice", "maxPrice", problems);
        ordered(parameters, "minToEnd", "maxToEnd", problems);
    }

    private static void ordered(Parameters parameters, String low, String high, List<String> problems) {
        if (parameters.number(low) > parameters.number(high)) {
            problems.add(low + ": must not exceed " + high);
        }
    }

    @Override
    public Strategy create(Parameters parameters, StrategyViews views) {
        return new ThresholdStrategy(ThresholdSettings.of(parameters), views);
    }
}
