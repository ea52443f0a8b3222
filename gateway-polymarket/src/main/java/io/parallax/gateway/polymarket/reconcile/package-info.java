/**
 * What the venue holds of ours, asked for at start, after every break of the user line, and by time: orders, fills,
 * tokens, cash. Nothing here blocks; written by the gateway's event loop alone.
 */
package io.parallax.gateway.polymarket.reconcile;
