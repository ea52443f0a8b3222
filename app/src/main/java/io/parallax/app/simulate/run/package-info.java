/** A run: builds a world from a seed and lets it happen. Written by the one thread of the run. */
package io.parallax.app.simulate.run;
