/** Simulated time, and the order of what happens in it. Written by the one thread of the run. */
package io.parallax.app.simulate.time;
