/** Pairs: instruments that hang together, what they pay together, their verdict and what stands in their way. Engine thread. */
package io.parallax.engine.pair;
