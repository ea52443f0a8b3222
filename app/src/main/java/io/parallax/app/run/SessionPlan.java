package io.parallax.app.run;

import io.parallax.config.PairSettings;
import io.parallax.config.ParallaxSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What a session is to do.
 *
 * @param sessions directory of all sessions
 * @param seed of a simulated run, else 0
 * @param venues in the order in which their instruments are numbered
 * @param pairs to trade, in order of their ids
 */
public record SessionPlan(
        ParallaxSettings settings, Path sessions, long seed, List<VenuePlan> venues, List<PlannedPair> pairs) {
    public SessionPlan {
        venues = List.copyOf(venues);
        pairs = List.copyOf(pairs);
    }

    /** A pair and the instruments that it names. */
    public record PlannedPair(PairSettings pair, int firstInstrumentId, int secondInstrumentId) {}

    /** Makes the gateway of one venue. */
    public interface VenuePlan {
        VenueGateway create(GatewayContext context);
    }
}
