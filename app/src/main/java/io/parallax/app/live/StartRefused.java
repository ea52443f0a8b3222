package io.parallax.app.live;

/** Mode live was asked for and not everything it needs was there; nothing was made. One line with the remedy. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message);
    }
}
