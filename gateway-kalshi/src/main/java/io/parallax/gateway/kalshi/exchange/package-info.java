/** What the exchange lets us do, by its status, its schedule and how it refuses us. Event loop only, but for the blocking readers. */
package io.parallax.gateway.kalshi.exchange;
