/** REST calls of this venue as they come in, and its way to refuse them. Immutable. */
package io.parallax.sim.polymarket.call;
