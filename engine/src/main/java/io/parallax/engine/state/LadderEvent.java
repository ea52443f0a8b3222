package io.parallax.engine.state;

/** What may move a state of the ladder. Who may say so, and when, is decided before: a refused resume is no event. */
public enum LadderEvent {
    /** The session is set up and both venues are reconciled. */
    START,
    /** The same, after somebody asked for a pause before it. */
    START_PAUSED,
    /** The same, after somebody asked to drain before it. */
    START_DRAINING,
    /** A person, or a fault of class R3. */
    PAUSE,
    /** A person, or the end of the session. */
    DRAIN,
    /** A person, or a fault of class R4; a latch stands from then on. */
    HALT,
    /** The recorded condition of a fault held; nobody else asked for the pause. */
    RECOVERED,
    /** A person, and every check is green. */
    RESUME,
    /** The same, of what was draining before it was halted. */
    RESUME_DRAINING
}
