package io.parallax.app.reconcile;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;

/**
 * What a figure is about.
 *
 * @param venue where
 * @param market the venue's own id
 * @param outcome YES or NO; at Kalshi, which nets the two, YES stands for the net position
 */
record Holding(Venue venue, String market, Outcome outcome) {
    @Override
    public String toString() {
        return venue + " " + market + (venue == Venue.KALSHI ? " net YES" : " " + outcome);
    }
}
