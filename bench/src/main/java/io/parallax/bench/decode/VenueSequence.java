package io.parallax.bench.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Kalshi's sequence numbers as text of nine digits, counted up in place and copied into a frame before it is read. */
public final class VenueSequence {
    /** Nine digits from the start, so that the number keeps its place and length in a frame. */
    static final long FIRST = 100_000_000L;

    private static final byte[] KEY = "\"seq\":".getBytes(StandardCharsets.US_ASCII);

    private final byte[] digits = Long.toString(FIRST).getBytes(StandardCharsets.US_ASCII);

    /** Where the number stands in a frame. */
    public static int placeIn(byte[] frame) {
        for (int i = 0; i + KEY.length < frame.length; i++) {
            if (Arrays.equals(frame, i, i + KEY.length, KEY, 0, KEY.length)) {
                return i + KEY.length;
            }
        }
        throw new IllegalArgumentException("a frame without a sequence number");
    }

    /** Counts one up and writes the number. */
    public void stamp(byte[] frame, int place) {
        int i = digits.length - 1;
        while (digits[i] == '9') {
            digits[i--] = '0';
        }
        digits[i]++;
        System.arraycopy(digits, 0, frame, place, digits.length);
    }
}
