/** What a Kalshi market is: its grid, state, shard and fee, read by REST before trading. Runs on the thread that asks. */
package io.parallax.gateway.kalshi.reference;
