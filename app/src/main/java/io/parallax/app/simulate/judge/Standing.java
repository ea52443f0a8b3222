package io.parallax.app.simulate.judge;

import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.Venue;
import java.util.HashMap;
import java.util.Map;

/** What the engine's records say about states. Of one session. */
final class Standing {
    private final Map<Venue, EngineState> venues = new HashMap<>();
    private final Map<Integer, FreezeCause> frozen = new HashMap<>();
    EngineState engine = EngineState.STARTING;

    void venue(Venue venue, EngineState state) {
        venues.put(venue, state);
    }

    EngineState venue(Venue venue) {
        return venues.getOrDefault(venue, EngineState.RUNNING);
    }

    void pair(int pairId, FreezeCause cause) {
        if (cause == FreezeCause.NONE) {
            frozen.remove(pairId);
        } else {
            frozen.put(pairId, cause);
        }
    }

    boolean isFrozen(int pairId) {
        return frozen.containsKey(pairId);
    }
}
