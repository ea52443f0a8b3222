/**
 * Polymarket: one gateway object that defines the venue's markets, follows their books, sends orders and tells what
 * became of them. Everything runs on the one event loop given to it; other threads hand work over to it.
 */
package io.parallax.gateway.polymarket;
