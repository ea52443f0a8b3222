/** Tests of REST answers and their faults. */
package io.parallax.sim.rest;
