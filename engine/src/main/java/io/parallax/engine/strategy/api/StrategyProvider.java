package io.parallax.engine.strategy.api;

import java.util.List;

/**
 * Makes a strategy. Found by {@link #name} through {@link java.util.ServiceLoader}: a jar on the class path names its
 * provider in {@code META-INF/services/io.parallax.engine.strategy.api.StrategyProvider}.
 */
public interface StrategyProvider {
    /** How configuration and journal call it: lower-case letters, digits and dashes. */
    String name();

    /** Every parameter with its type, range and default. */
    List<Parameter> parameters();

    /** Adds what is wrong between parameters that are each within range; nothing, unless overridden. */
    default void check(Parameters parameters, List<String> problems) {}

    /** A fresh strategy that looks at the world through {@code views}. No instrument need be defined yet. */
    Strategy create(Parameters parameters, StrategyViews views);
}
