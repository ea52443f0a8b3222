package io.parallax.app.capture;

import java.io.IOException;

/** A recording that cannot be used; the message is one line with file, line number, what is wrong and what to do. */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
