package io.parallax.app.simulate.fault;

import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.fault.Fault;
import java.util.EnumMap;
import java.util.Map;

/** Which row of the catalogue a fault of single frames is, once it has acted on one. */
public final class FeedRows {
    private FeedRows() {}

    /** By kind. Kalshi numbers its messages, Polymarket does not. */
    public static Map<Fault.Kind, String> of(Venue venue) {
        Map<Fault.Kind, String> rows = new EnumMap<>(Fault.Kind.class);
        rows.put(Fault.Kind.DROP, venue == Venue.KALSHI ? "MD-05" : "MD-08");
        rows.put(Fault.Kind.DUPLICATE, "MD-07");
        rows.put(Fault.Kind.REORDER, "MD-06");
        rows.put(Fault.Kind.TRUNCATE, "MD-11");
        rows.put(Fault.Kind.HOSTILE, "MD-14");
        rows.put(Fault.Kind.CENTS, "MD-21");
        rows.put(Fault.Kind.WRONG_TIME, "MD-20");
        rows.put(Fault.Kind.LATE_SNAPSHOT, "MD-09");
        rows.put(Fault.Kind.DELAY, "MD-02");
        rows.put(Fault.Kind.GARBAGE, "MD-11");
        rows.put(Fault.Kind.UNKNOWN_TYPE, "MD-11");
        rows.put(Fault.Kind.GIANT, "MD-13");
        rows.put(Fault.Kind.DRIP, "MD-13");
        return rows;
    }
}
