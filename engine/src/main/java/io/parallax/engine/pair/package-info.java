/** Pairs: two instruments that settle on the same fact, with polarity, verdict and what stands in their way. Engine thread. */
package io.parallax.engine.pair;
