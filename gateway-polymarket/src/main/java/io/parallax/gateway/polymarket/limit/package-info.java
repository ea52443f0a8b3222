/** What requests to Polymarket cost of the limits of address and signer. Event loop only. */
package io.parallax.gateway.polymarket.limit;
