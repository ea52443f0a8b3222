/**
 * What the venue tells us privately: fills and states of our orders, from the socket and, where the socket may have missed
 * some, from the list of fills. Written by the gateway's event loop alone.
 */
package io.parallax.gateway.kalshi.user;
