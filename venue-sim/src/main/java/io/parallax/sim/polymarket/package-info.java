/**
 * A Polymarket that runs on loopback: the market and user sockets and the trading calls of the venue in front of the
 * shared matching core. It speaks the bytes the venue was seen to send (key order, separators, hashes, delays, error
 * texts) and checks what the venue checks. Everything is owned and written by one event loop, given from outside; the
 * public methods of the server may be called from any thread and hand over to that loop.
 */
package io.parallax.sim.polymarket;
