/**
 * Orders to the venue and what it says about them: amounts, request bodies, calls, answers, the map from order hashes to
 * order ids. Written by the gateway's event loop alone.
 */
package io.parallax.gateway.polymarket.order;
