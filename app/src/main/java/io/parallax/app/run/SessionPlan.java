package io.parallax.app.run;

import io.parallax.app.pairs.ListingSource;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.pair.PairSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a session is to do.
 *
 * @param sessions directory of all sessions
 * @param seed of a simulated run, else 0
 * @param venues in the order in which their instruments are numbered
 * @param pairs to trade, in order of their ids
 * @param listings tells what the venues say of the pairs' markets; without it no pair is held against them
 */
public record SessionPlan(
        ParallaxSettings settings,
        Path sessions,
        long seed,
        List<VenuePlan> venues,
        List<PlannedPair> pairs,
        Optional<ListingSource.Plan> listings) {
    public SessionPlan {
        venues = List.copyOf(venues);
        pairs = List.copyOf(pairs);
    }

    /** The pairs as they were reviewed, in order of their ids. */
    public List<PairSettings> reviewedPairs() {
        return pairs.stream().map(PlannedPair::pair).toList();
    }

    /** A pair and the instruments of its legs. */
    public record PlannedPair(PairSettings pair, List<Integer> instrumentIds) {
        public PlannedPair {
            instrumentIds = List.copyOf(instrumentIds);
            if (instrumentIds.size() != pair.legs().size()) {
                throw new IllegalArgumentException("pair " + pair.name() + " has "
                        + pair.legs().size() + " legs and " + instrumentIds.size() + " instruments");
            }
        }
    }

    /** Makes the gateway of one venue. */
    public interface VenuePlan {
        VenueGateway create(GatewayContext context);
    }
}
