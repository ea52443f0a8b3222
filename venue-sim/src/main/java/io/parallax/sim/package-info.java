/**
 * The venue simulator as a whole: settings, the facade that starts both venues on loopback sockets, and what is true
 * inside. One event loop runs matching, flow and both servers; the facade's methods hand work to it.
 */
package io.parallax.sim;
