/**
 * Kalshi's market data: frames in, book events out. {@code MarketFeed} is the venue's set of lines, {@code MarketLine} one
 * connection: it owns the subscription, the sequence numbers and the knowledge which books wait for a snapshot. Written by
 * the gateway's event loop alone, which all lines share.
 */
package io.parallax.gateway.kalshi.market;
