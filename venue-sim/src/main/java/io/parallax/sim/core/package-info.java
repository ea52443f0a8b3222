/**
 * The matching core of the simulated venues: markets, price-time priority books, accounts, fees. Pure and
 * single-threaded: no socket, clock, thread or random source; time is an argument and identifiers come from a seed. The
 * one thread that runs the simulator writes everything here.
 */
package io.parallax.sim.core;
