package io.parallax.app.simulate.world;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.EventJournal;
import io.parallax.engine.port.EventPublisher;

/**
 * A defect planted into a run, to see whether it is found: puts something between the parts of a process. Asked anew for
 * every session.
 */
public interface Tamper {
    /** Nothing is planted. */
    Tamper NONE = new Tamper() {};

    /** What the ring calls as its engine. */
    default EngineLogic engine(World world, EngineLogic real) {
        return real;
    }

    /** What the ring calls as its journal. */
    default EventJournal journal(World world, EventJournal real) {
        return real;
    }

    /** What hears the commands in the place of a venue's gateway. */
    default CommandSink commands(World world, Venue venue, CommandSink real) {
        return real;
    }

    /** The way onto the ring that a venue's gateway is given. */
    default EventPublisher publisher(World world, Venue venue, EventPublisher real) {
        return real;
    }

    /** Whether commands leave before their record is appended. */
    default boolean sendsBeforeJournal() {
        return false;
    }
}
