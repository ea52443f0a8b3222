/**
 * What a strategy is: callbacks in, read-only views to look at, intents out, parameters it declares. A strategy has no I/O,
 * no clock and no way to an order but the intent, which the engine checks and may refuse; the rule that holds it to this is
 * in {@code ArchitectureTest}. Called by the engine thread.
 */
package io.parallax.engine.strategy.api;
