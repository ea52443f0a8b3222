/** The simulator as a whole over real sockets. */
package io.parallax.sim;
