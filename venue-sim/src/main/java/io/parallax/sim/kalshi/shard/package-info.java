/** The matching engines a venue is divided into, each with its own cash and its own state. Written by the event loop. */
package io.parallax.sim.kalshi.shard;
