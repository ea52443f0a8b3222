package io.parallax.sim.flow;

/** A recording that cannot be read or played; the message is one line that names it. */
public final class UnplayableCapture extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message names the file and what is wrong */
    public UnplayableCapture(String message, Throwable cause) {
        super(message, cause);
    }
}
