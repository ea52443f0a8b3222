/** Takes every pair that the engine finds worth taking. Engine thread. */
package io.parallax.engine.strategy.arbitrage;
