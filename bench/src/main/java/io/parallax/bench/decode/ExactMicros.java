package io.parallax.bench.decode;

import java.nio.charset.StandardCharsets;

/**
 * Decimal text to micros, exactly and without objects: the cheapest honest way for a library that hands out characters or
 * bytes. A sign, digits, a point and at most six digits; anything else throws
 * {@link NumberFormatException}, overflow {@link ArithmeticException}.
 */
final class ExactMicros {
    private static final int MICRO_DIGITS = 6;
    /** More digits than this might not fit 64 bits. */
    private static final int MAX_DIGITS = 18;

    private static final long[] SCALE = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private ExactMicros() {}

    static long of(char[] text, int from, int to) {
        int i = from < to && text[from] == '-' ? from + 1 : from;
        int start = i;
        int point = -1;
        long value = 0;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                throw new NumberFormatException(new String(text, from, to - from));
            }
        }
        return scaled(value, start, point, to, start > from);
    }

    static long of(byte[] text, int from, int to) {
        int i = from < to && text[from] == '-' ? from + 1 : from;
        int start = i;
        int point = -1;
        long value = 0;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                throw new NumberFormatException(new String(text, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return scaled(value, start, point, to, start > from);
    }

    static long of(String text) {
        int i = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
        int start = i;
        int point = -1;
        int to = text.length();
        long value = 0;
        for (; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (text.charAt(i) == '.' && point < 0) {
                point = i;
            } else {
                throw new NumberFormatException(text);
            }
        }
        return scaled(value, start, point, to, start > 0);
    }

    private static long scaled(long value, int start, int point, int to, boolean negative) {
        int places = point < 0 ? 0 : to - point - 1;
        int digits = to - start - (point < 0 ? 0 : 1);
        if (digits == 0 || digits > MAX_DIGITS || places > MICRO_DIGITS) {
            throw new NumberFormatException(digits + " digits, " + places + " of them behind the point");
        }
        long micros = Math.multiplyExact(value, SCALE[places]);
        return negative ? -micros : micros;
    }
}
