/**
 * The public feed: from the bytes of a frame to books, changes and prints in terms of the first outcome. Everything here
 * belongs to the gateway's event loop; decoding allocates nothing and throws nothing, whatever the bytes are.
 */
package io.parallax.gateway.polymarket.market;
