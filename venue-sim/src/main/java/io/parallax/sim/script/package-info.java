/** Faults with their times and venues, written by hand or drawn from a seed. Values, any thread. */
package io.parallax.sim.script;
