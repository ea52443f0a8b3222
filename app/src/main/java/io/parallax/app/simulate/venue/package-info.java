/** Both venues on simulated connections, and what they truly know. Written by the one thread of the run. */
package io.parallax.app.simulate.venue;
