package io.parallax.app.capture;

import io.parallax.codecs.sbe.Venue;

/**
 * What a recording of ours says of itself.
 *
 * @param createdNs epoch nanoseconds
 * @param build of the program that wrote it
 * @param yesPrices Kalshi: the line was asked for NO levels in YES price
 */
public record CaptureHeader(Venue venue, long createdNs, String build, boolean yesPrices) {}
