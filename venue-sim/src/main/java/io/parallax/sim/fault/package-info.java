/**
 * What goes wrong on the way to a client, on demand: faults of one connection ("line") or of all. Lines are written by the
 * simulator's loop; faults are values.
 */
package io.parallax.sim.fault;
