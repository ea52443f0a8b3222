/**
 * What every simulated venue's server offers to the facade: life cycle, faults on demand and the way recorded frames
 * come in. Servers run on the simulator's one event loop.
 */
package io.parallax.sim.venue;
