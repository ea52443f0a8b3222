package io.parallax.engine.ring;

/** How the three roles are laid on threads. */
public enum RingLayout {
    /** One thread and one core a role, busy spin: for machines with cores to spare. */
    PINNED,
    /** Engine, journal and dispatch composed on one thread: for two to four cores. */
    COMPACT
}
