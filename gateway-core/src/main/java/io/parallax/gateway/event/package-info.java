/**
 * The gateways' way onto the ring: events encoded into a scratch buffer and handed to the publisher, which copies them.
 * {@code BookWriter} writes market data, which may be refused; {@code EventWriter} writes everything else, which may not.
 * Each instance belongs to one thread.
 */
package io.parallax.gateway.event;
