/** Instruments: one binary market at one venue with its book, rules, fees and our holdings in it. Engine thread. */
package io.parallax.engine.instrument;
