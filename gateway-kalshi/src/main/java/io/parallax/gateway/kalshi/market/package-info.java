/**
 * Kalshi's market data: frames in, book events out. Owns the subscription, the sequence numbers and the knowledge which
 * books wait for a snapshot. Written by the line's event loop alone.
 */
package io.parallax.gateway.kalshi.market;
