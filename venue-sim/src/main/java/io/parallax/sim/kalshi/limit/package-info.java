/** Rate limits of this venue: buckets of reads and writes, the writes once more for each shard. Written by the event loop. */
package io.parallax.sim.kalshi.limit;
