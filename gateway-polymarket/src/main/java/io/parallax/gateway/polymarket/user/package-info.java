/**
 * Our own orders and trades as the user channel and the trade pages tell them. Decoding is tolerant: a field that is
 * missing or odd must not cost a fill. Event loop only.
 */
package io.parallax.gateway.polymarket.user;
