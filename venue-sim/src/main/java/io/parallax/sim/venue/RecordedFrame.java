package io.parallax.sim.venue;

import java.util.List;

/**
 * One frame of a recording, due now. The core's mirror of the market is already updated when a server gets it.
 *
 * @param venue whose format it has
 * @param text payload as recorded (Kalshi: sid and seq are to be rewritten for each subscriber)
 * @param marketIds markets it speaks of, by the core's ids
 */
public record RecordedFrame(Venue venue, String text, List<String> marketIds) {
    public RecordedFrame {
        marketIds = List.copyOf(marketIds);
    }
}
