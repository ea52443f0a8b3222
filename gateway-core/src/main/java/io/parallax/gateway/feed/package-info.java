/**
 * What the market data of both venues has in common: which market is followed on which connections, how a line tells that
 * it hears, and how changes that find the ring full are merged. Everything here belongs to the gateway's event loop.
 */
package io.parallax.gateway.feed;
