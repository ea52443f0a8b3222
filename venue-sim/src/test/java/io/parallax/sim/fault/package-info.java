/** Tests of faults on real sockets. */
package io.parallax.sim.fault;
