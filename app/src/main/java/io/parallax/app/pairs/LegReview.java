package io.parallax.app.pairs;

import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;

/** Holds one leg of a pair against what its venue says now, outside of a session. */
public final class LegReview {
    private LegReview() {}

    /**
     * What differs from what was reviewed, in words; empty when nothing does. Blocking.
     *
     * @throws io.parallax.gateway.reference.ReferenceException when the venue could not be read
     */
    public static String difference(PairSettings pair, Leg leg, ListingSource listings) {
        return Drift.of(pair.relation(), leg, listings.read(leg)).text();
    }
}
