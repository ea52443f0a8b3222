package io.parallax.app.book;

/** What was asked cannot be told from this recording; the message is one line that names it and says what to do. */
public final class UnusableRecording extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableRecording(String message) {
        super(message);
    }
}
