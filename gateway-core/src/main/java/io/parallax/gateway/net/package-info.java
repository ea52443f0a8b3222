/**
 * What every connection needs: event loops, the clock, TLS, name resolution off the loop, reconnect pacing, and received
 * bytes seen as an Agrona buffer. Apart from {@code GatewayLoops} each instance belongs to the event loop it serves.
 */
package io.parallax.gateway.net;
