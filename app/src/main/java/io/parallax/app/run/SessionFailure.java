package io.parallax.app.run;

/** A session that cannot start or go on; the message is one line. */
public class SessionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionFailure(String message, Throwable cause) {
        super(message, cause);
    }

    SessionFailure(String message) {
        super(message);
    }
}
