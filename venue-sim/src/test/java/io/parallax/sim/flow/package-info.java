/** Generated flow and recordings, driven without sockets. */
package io.parallax.sim.flow;
