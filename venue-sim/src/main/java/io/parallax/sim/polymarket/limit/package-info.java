/** Rate limits of this venue: windows per address at the edge, buckets per signer in the matching engine. */
package io.parallax.sim.polymarket.limit;
