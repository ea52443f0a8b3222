/** The journal's disk in memory. Written by the one thread of the run. */
package io.parallax.app.simulate.disk;
