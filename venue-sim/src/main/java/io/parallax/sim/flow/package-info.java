/**
 * Where the simulated books get their life from: a seeded generator of makers and takers that makes the two venues
 * disagree, and replay of recordings. Both are driven with the time as an argument by the thread of the simulator.
 */
package io.parallax.sim.flow;
