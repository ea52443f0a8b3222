package io.parallax.app.capture;

/** A line makes no sense; the reader adds which one it is. */
final class NotALine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotALine(String what, Throwable cause) {
        super(what, cause);
    }
}
