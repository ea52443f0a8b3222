/**
 * What goes wrong on the way to a client, on demand: faults of one connection ("line") or of all, scripts of them and
 * seeded random ones. Lines are written by the simulator's loop; faults, scripts and their generator are values.
 */
package io.parallax.sim.fault;
