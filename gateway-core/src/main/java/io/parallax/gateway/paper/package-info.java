/**
 * A venue on paper: takes the commands a gateway takes, follows the market data the engine follows, and answers with the
 * events a gateway publishes. Seeded and driven from outside, by events and the caller's clock: the same calls give the
 * same answers, byte for byte. One thread, the caller's; nothing here connects to anything.
 */
package io.parallax.gateway.paper;
