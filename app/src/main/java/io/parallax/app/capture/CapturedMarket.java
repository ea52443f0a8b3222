package io.parallax.app.capture;

import io.parallax.codecs.sbe.Venue;

/**
 * A market that a recording shows.
 *
 * @param symbol market ticker, or condition id
 * @param yesToken Polymarket's token whose book is taken for YES: the first of the market in the file; empty at Kalshi
 */
public record CapturedMarket(Venue venue, String symbol, String yesToken) {}
