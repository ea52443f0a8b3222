package io.parallax.engine.strategy.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The strategies on the class path by name. */
public final class StrategyCatalog {
    private static final String NAME = "[a-z][a-z0-9-]{0,63}";

    private StrategyCatalog() {}

    /** Names in order of the alphabet. */
    public static List<String> names() {
        return List.copyOf(providers().keySet());
    }

    /** The provider of this name, or null. */
    public static StrategyProvider find(String name) {
        return providers().get(name);
    }

    /**
     * Values for a strategy's parameters.
     *
     * @param problems receives what is wrong, an unknown name included
     * @return null when the name is unknown; otherwise values that are right if nothing was added to {@code problems}
     */
    public static Parameters check(String name, Map<String, String> given, List<String> problems) {
        StrategyProvider provider = find(name);
        if (provider == null) {
            problems.add("name=" + name + ": there is no such strategy; known are " + String.join(", ", names()));
            return null;
        }
        List<String> found = new ArrayList<>();
        Parameters parameters = Parameters.of(provider.parameters(), given, found);
        if (found.isEmpty()) {
            provider.check(parameters, found);
        }
        problems.addAll(found);
        return parameters;
    }

    private static Map<String, StrategyProvider> providers() {
        Map<String, StrategyProvider> byName = new TreeMap<>();
        for (StrategyProvider provider :
                ServiceLoader.load(StrategyProvider.class, StrategyProvider.class.getClassLoader())) {
            String name = provider.name();
            if (!name.matches(NAME)) {
                throw new IllegalStateException("strategy name '" + name + "' of "
                        + provider.getClass().getName() + ": use lower-case letters, digits and dashes");
            }
            StrategyProvider other = byName.put(name, provider);
            if (other != null) {
                throw new IllegalStateException("strategy name " + name + " is taken by "
                        + other.getClass().getName() + " and by "
                        + provider.getClass().getName() + ": rename one");
            }
        }
        return byName;
    }
}
