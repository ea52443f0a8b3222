package io.parallax.app.demo;

/** A recording that cannot be observed; the message is one line that names it. */
public final class UnusableCapture extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableCapture(String message, Throwable cause) {
        super(message, cause);
    }
}
