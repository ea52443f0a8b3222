package io.parallax.app.simulate.fault;

import io.parallax.app.simulate.disk.SimDisk;
import io.parallax.app.simulate.net.Link;
import io.parallax.app.simulate.net.Network;
import io.parallax.app.simulate.net.Route;
import io.parallax.app.simulate.venue.SimVenues;
import io.parallax.codecs.sbe.Venue;
import java.util.SplittableRandom;

/** What a fault may lay hands on. */
public interface FaultKit {
    /** Both venues. */
    SimVenues venues();

    /** Every connection. */
    Network network();

    /** The journal's disk. */
    SimDisk disk();

    /** A row of the catalogue happened. */
    void mark(String row);

    /** Does something later, unless faults have stopped by then. */
    void later(long delayNs, Runnable task);

    /** Does something later in any case: the end of what a fault began. Done at once when faults stop. */
    void cure(long delayNs, Runnable task);

    /** The next order whose bytes are given to a venue's connection meets this. */
    void onNextOrder(Venue venue, LinkFault fault);

    /** The process stands still. */
    void freeze(long ns);

    /** The wall clock of the process steps. */
    void stepClock(long ns);

    /** The wall clock of the process is put right. */
    void correctClock();

    /** The process is killed. @param powerFails whether what is not on the disk is lost */
    void kill(boolean powerFails);

    /** A pair's markets close and turn out; they are paid by and by. @param agree whether both venues say the same */
    boolean resolve(int pairId, boolean agree);

    /** The next fills are told to the engine twice. */
    void repeatFills(int count);

    /** A person halts the engine. */
    void halt(String reason);

    /** Whether an attempt is under way. */
    boolean isBusy();

    /** Pace of the flow that the run began with, percent. */
    int speedPercent();

    /** What happens to a connection. */
    @FunctionalInterface
    interface LinkFault {
        void happen(Link link);
    }

    /** One of the connections of a route, or null. */
    default Link anyLink(Route route, SplittableRandom random) {
        var links = network().links(route);
        return links.isEmpty() ? null : links.get(random.nextInt(links.size()));
    }
}
