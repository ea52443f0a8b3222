package io.parallax.engine.fee;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.state.StateHash;

/**
 * The venues whose charged fees are not those of the model: nothing new is opened there until the operator resumes; hedges
 * and unwinds go on. Engine thread.
 */
public final class FeeDisputes {
    private boolean polymarket;
    private boolean kalshi;

    /** A fill at the venue was charged another fee than the model's. */
    public void open(Venue venue) {
        polymarket |= venue == Venue.POLYMARKET;
        kalshi |= venue == Venue.KALSHI;
    }

    /** The operator has looked at it. */
    public void close() {
        polymarket = false;
        kalshi = false;
    }

    public boolean isOpen(Venue venue) {
        return venue == Venue.POLYMARKET ? polymarket : kalshi;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        return StateHash.mix(hash, (polymarket ? 1 : 0) + (kalshi ? 2 : 0));
    }
}
