package io.parallax.gateway.reference;

/** A cold read did not give what it must: names the thing, what was found and the remedy. */
public final class ReferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReferenceException(String message) {
        super(message);
    }

    public ReferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
