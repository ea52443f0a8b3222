/**
 * The Kalshi gateway: one socket for market data and private messages, one HTTP line for orders and one for reads, all on
 * one event loop, which alone writes the gateway's state. Wiring only; the parts are in the packages below.
 */
package io.parallax.gateway.kalshi;
