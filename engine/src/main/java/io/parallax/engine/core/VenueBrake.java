package io.parallax.engine.core;

import io.parallax.codecs.sbe.Venue;

/** Stops opening at one venue, with a record; what is open there is finished. A person lets it go on. */
interface VenueBrake {
    /** @param cause of one byte a character */
    void pause(Venue venue, String cause);
}
