/**
 * What the venue's markets are: ids, tokens, grid, fees, signing domain. The table is filled before the gateway starts;
 * afterwards only the gateway's event
 * loop writes it: a grid that changed, a market that is followed from then on.
 */
package io.parallax.gateway.polymarket.reference;
