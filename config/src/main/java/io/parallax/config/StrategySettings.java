package io.parallax.config;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A strategy that is to run. Its parameters are text here: which there are, and what they may be, its provider knows.
 *
 * @param name of the strategy, as its provider calls it
 * @param enabled whether it runs from the start
 * @param parameters those that differ from their presets, ascending by key
 */
public record StrategySettings(String name, boolean enabled, SortedMap<String, String> parameters) {
    public StrategySettings {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** The same of any map. */
    public static StrategySettings of(String name, boolean enabled, Map<String, String> parameters) {
        return new StrategySettings(name, enabled, new TreeMap<>(parameters));
    }
}
