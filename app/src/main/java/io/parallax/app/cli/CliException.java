package io.parallax.app.cli;

/** Ends a command with one line for its user. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    /** @param message names the thing, the value and the remedy, in one line */
    public CliException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    /** @param cause shown with PARALLAX_DEBUG=1 only */
    public CliException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** How the process ends. */
    public ExitCode code() {
        return code;
    }
}
