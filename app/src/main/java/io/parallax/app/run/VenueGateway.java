package io.parallax.app.run;

import io.parallax.engine.port.CommandSink;

/**
 * A venue as the session sees it. Commands come on the dispatch thread and are copied; the other calls come from the
 * starting thread, in this order.
 */
public interface VenueGateway extends CommandSink, AutoCloseable {
    /** Name for messages. */
    String name();

    /** Reads the markets' rules and publishes one InstrumentDefined for each, in order of ids. */
    void defineInstruments();

    /** Opens the lines. */
    void connect();

    /** Every line is up: own orders are heard of and books arrive. */
    boolean isLive();

    /**
     * Publishes what the venue holds of ours: ReconcileBegin, balance and positions, ReconcileEnd.
     *
     * @return false when not all of it could be read; the engine then does not resume
     */
    boolean reconcile();

    /**
     * Asks the venue to cancel every order of ours; cannot fail and waits for nothing. Any thread, and without the help of
     * engine, journal or dispatcher.
     */
    void cancelAll();

    /** The venue's own limit on our orders and whether it tripped, for people; empty = there is none. Any thread. */
    default String guard() {
        return "";
    }

    /** Closes every connection; the loop is ended by its owner. May be called twice. */
    @Override
    void close();
}
