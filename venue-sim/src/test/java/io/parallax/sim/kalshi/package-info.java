/** The simulated Kalshi over real sockets, by the JDK's HTTP and websocket clients. */
package io.parallax.sim.kalshi;
