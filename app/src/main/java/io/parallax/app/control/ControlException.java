package io.parallax.app.control;

/** Something of the control directory cannot be read or written. */
public final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ControlException(String message, Throwable cause) {
        super(message, cause);
    }

    ControlException(String message) {
        super(message);
    }
}
