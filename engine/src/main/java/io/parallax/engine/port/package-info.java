/**
 * What the engine needs from outside and what it offers to it: the only engine package, with {@code ring}, that gateways
 * and the journal may see. Interfaces, each of which says which thread calls it, and the two things that cross with them:
 * {@link io.parallax.engine.port.CommandBuffer}, which the engine thread writes, and
 * {@link io.parallax.engine.port.TradingGate}, which any thread may close or ask.
 */
package io.parallax.engine.port;
