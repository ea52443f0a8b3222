package io.parallax.gateway.http;

import java.util.concurrent.TimeUnit;

/** The {@code Retry-After} header in its form of whole seconds; a date is as good as none. */
final class RetryAfter {
    /** Nobody is taken at his word for longer. */
    private static final int LONGEST_SECONDS = 3_600;

    private RetryAfter() {}

    /** @return 0 when absent, no number, or not positive */
    static long nanoseconds(String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return 0;
        }
        return TimeUnit.SECONDS.toNanos(Math.min(LONGEST_SECONDS, Integer.parseInt(header)));
    }
}
