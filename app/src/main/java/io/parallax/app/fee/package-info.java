/**
 * The working of a fee for people: which row of which table, the formula with its numbers, every rounding step, what is
 * charged and in what. Fees come from the engine's integers; decimals of any length only show what they stand for. Any thread.
 */
package io.parallax.app.fee;
