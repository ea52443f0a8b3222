package io.parallax.gateway.kalshi.order;

import java.nio.charset.StandardCharsets;

/** Text of a request in one buffer that is used again and again. Event loop only. */
final class AsciiWriter {
    private static final byte[] HEX = ascii("0123456789abcdef");

    private final byte[] bytes;
    private int length;

    AsciiWriter(int capacity) {
        bytes = new byte[capacity];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    AsciiWriter clear() {
        length = 0;
        return this;
    }

    /** What was written; valid up to {@link #length()}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    AsciiWriter text(byte[] ascii) {
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        return this;
    }

    AsciiWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("number " + value + " of a request: must not be negative");
        }
        return padded(value, digits(value));
    }

    /** {@code units} of which {@code 10^decimals} make one, with all its decimals. */
    AsciiWriter decimal(long units, int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        number(units / scale);
        bytes[length++] = '.';
        return padded(units % scale, decimals);
    }

    /** Without leading zeros. */
    AsciiWriter hex(long value) {
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 3) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (value >>> shift) & 15];
        }
        return this;
    }

    private AsciiWriter padded(long value, int digits) {
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
