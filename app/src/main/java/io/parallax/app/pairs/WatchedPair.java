package io.parallax.app.pairs;

import io.parallax.config.pair.PairSettings;
import java.util.List;

/** A pair as it was reviewed, and the instruments of its legs. */
public record WatchedPair(PairSettings pair, List<Integer> instrumentIds) {
    public WatchedPair {
        instrumentIds = List.copyOf(instrumentIds);
    }
}
