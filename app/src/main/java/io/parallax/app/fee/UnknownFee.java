package io.parallax.app.fee;

/** The fee cannot be told; the message names the thing, the value and the remedy. */
public final class UnknownFee extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownFee(String message) {
        super(message);
    }
}
