package io.parallax.sim;

import io.parallax.sim.venue.Venue;

/** A port that a venue was to listen on and cannot. */
public final class PortNotFree extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Venue venue;
    private final int port;

    PortNotFree(Venue venue, int port, Throwable cause) {
        super("port " + port + " for " + venue + " is not free: " + cause.getMessage(), cause);
        this.venue = venue;
        this.port = port;
    }

    /** Whose port. */
    public Venue venue() {
        return venue;
    }

    /** The port asked for. */
    public int port() {
        return port;
    }
}
