package io.parallax.config;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * How the process runs.
 *
 * @param ringSize slots of the ring, a power of two; a slot takes 8 KiB
 * @param layout roles on threads
 * @param busySpin whether hot threads spin instead of parking
 * @param sessions directory that holds one directory a session
 * @param zone of the trading day, which limits of a day are counted in
 */
public record RuntimeSettings(int ringSize, Layout layout, boolean busySpin, Path sessions, ZoneId zone) {

    /** How the ring's roles are laid on threads. */
    public enum Layout {
        /** One thread a role. */
        PINNED,
        /** All roles on one thread. */
        COMPACT
    }

    /** These settings with another layout. */
    public RuntimeSettings withLayout(Layout other) {
        return new RuntimeSettings(ringSize, other, busySpin, sessions, zone);
    }
}
