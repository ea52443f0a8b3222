/**
 * The simulated Kalshi on a loopback port: signed REST calls and the websocket of the venue document, rendered from the
 * events of the matching core. Everything runs on the simulator's one event loop.
 */
package io.parallax.sim.kalshi;
