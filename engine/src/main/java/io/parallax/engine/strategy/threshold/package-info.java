/** Buys an outcome that the market holds for nearly certain, after hard filters, and sells it at a target or a stop. Engine thread. */
package io.parallax.engine.strategy.threshold;
