/**
 * Pairs as a person reviewed them: the files they stand in, what is wrong with such a file, and what the legs of a pair pay
 * together. Immutable once read; reading happens on the thread that asks.
 */
package io.parallax.config.pair;
