/**
 * From the dispatch thread to a gateway's event loop: the commands of one venue, copied into a bounded ring and handed out
 * on the loop. The dispatch thread writes the ring, the loop reads it.
 */
package io.parallax.gateway.order;
