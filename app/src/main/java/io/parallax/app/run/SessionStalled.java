package io.parallax.app.run;

/** A thread of the session stood still with work waiting; the gate is closed and both venues were asked to cancel. */
public final class SessionStalled extends SessionFailure {
    private static final long serialVersionUID = 1L;

    SessionStalled(String message) {
        super(message);
    }
}
