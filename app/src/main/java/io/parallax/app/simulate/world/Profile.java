package io.parallax.app.simulate.world;

import java.util.Locale;

/** Which kinds of fault a run may draw from. */
public enum Profile {
    /** None at all. */
    NONE,
    /** Every kind, seldom. */
    CALM,
    /** Every kind, each as often as busy days have it. */
    BUSY,
    /** Market data only. */
    FEED,
    /** Order entry only. */
    ORDERS,
    /** Fills and settlement only. */
    FILLS,
    /** Time only. */
    CLOCK,
    /** The journal's disk only. */
    DISK,
    /** The process only. */
    PROCESS,
    /** States of markets and venues only. */
    MARKET,
    /** Every kind, as often as each run draws. */
    ALL;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
