package io.parallax.config.secret;

/** A secret that cannot be had; the message names where it was looked for, what is wrong and the remedy, never the content. */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SecretException(String message) {
        super(message);
    }
}
