/** Finds arbitrages: both directions of a pair, priced through depth, after exact fees, each with its reason. Engine thread. */
package io.parallax.engine.strategy;
