/** Tables and properties of the matching core; every test drives it on its own thread. */
package io.parallax.sim.core;
