/**
 * What the simulated venues list: titles, rules, identifiers and grids of markets, as the venues' REST calls show them.
 * Immutable values, any thread.
 */
package io.parallax.sim.catalog;
