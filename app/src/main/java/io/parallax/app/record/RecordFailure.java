package io.parallax.app.record;

/** Nothing could be recorded, or not to the end; the message is one line that says what to do. */
public final class RecordFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What failed. */
    public enum Kind {
        /** What was asked for makes no sense. */
        REQUEST,
        /** The configuration lacks something. */
        CONFIGURATION,
        /** The file cannot be written. */
        FILE,
        /** The venue did not answer, or not as it should. */
        VENUE
    }

    RecordFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
