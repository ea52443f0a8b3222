package io.parallax.app.run;

import io.parallax.config.ConfigException;
import io.parallax.config.StrategySettings;
import io.parallax.engine.strategy.api.Parameters;
import io.parallax.engine.strategy.api.StrategyCatalog;
import java.util.ArrayList;
import java.util.List;

/**
 * A strategy as it is listed to the engine, every parameter written out.
 *
 * @param parameters {@code key=value} lines, presets included
 */
record PlannedStrategy(String name, boolean enabled, String parameters) {

    /**
     * Holds the configured strategies against what is on the class path.
     *
     * @throws ConfigException that names every unknown strategy, parameter and value
     */
    static List<PlannedStrategy> of(List<StrategySettings> configured) {
        List<PlannedStrategy> planned = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < configured.size(); i++) {
            StrategySettings settings = configured.get(i);
            List<String> found = new ArrayList<>();
            Parameters parameters = StrategyCatalog.check(settings.name(), settings.parameters(), found);
            for (String problem : found) {
                problems.add("strategies[" + i + "]" + (parameters == null ? "." : ".parameters.") + problem);
            }
            if (found.isEmpty()) {
                planned.add(new PlannedStrategy(settings.name(), settings.enabled(), parameters.lines()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return planned;
    }
}
