package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;
import java.nio.charset.StandardCharsets;

/**
 * Pieces of Kalshi's text compared and read as words. Addresses are as in {@link FrameBytes}; a piece that is not as usual
 * is told by a negative answer, and only the general reader may then say what it is.
 */
final class UsualText {
    /** Not as usual. */
    static final int NO = -1;
    /** Digits of an epoch time in milliseconds, from 2001 to 2286. */
    static final int MILLIS_DIGITS = 13;

    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NO_DIGIT = 0x7676767676767676L;
    private static final int MILLIS_TAIL = MILLIS_DIGITS - FrameBytes.WORD;
    private static final int MICRO_DIGITS = 6;
    private static final int MAX_WHOLE_DIGITS = 8;

    /** Every answer of {@link #qty} that is more than nothing is this or more. */
    static final long ONE_UNIT = 1 << 8;

    private static final long POINT_AND_QUOTE = '.' | '"' << 24;
    private static final long TRUE = word("true");
    private static final long FALSE = word("false");

    private UsualText() {}

    /** The first eight bytes of an ASCII text as a word; a shorter text is filled up with zeros. */
    static long word(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        long word = 0;
        for (int i = 0; i < Math.min(FrameBytes.WORD, bytes.length); i++) {
            word |= (bytes[i] & 0xFFL) << i * 8;
        }
        return word;
    }

    /** The mask of as many bytes. */
    static long mask(int bytes) {
        return (1L << bytes * 8) - 1;
    }

    /** Thirteen digits, the first not zero, as a number, or {@link #NO}. Reads 13 bytes. */
    static long millis(Object base, long at) {
        long head = FrameBytes.word(base, at) ^ ZEROS;
        long tail = FrameBytes.word(base, at + MILLIS_TAIL) ^ ZEROS;
        if (((head + NO_DIGIT | head | tail + NO_DIGIT | tail) & HIGHS) != 0 || (head & 0xFF) == 0) {
            return NO;
        }
        int shift = (FrameBytes.WORD - MILLIS_TAIL) * 8;
        return eightDigits(head) * 100_000 + eightDigits(tail >>> shift << shift);
    }

    /** Four digits in the lower half of a word as a number, or {@link #NO}. */
    static int fourDigits(long word) {
        long digits = (word ^ ZEROS) & 0xFFFF_FFFFL;
        if (((digits + 0x76767676L | digits) & 0x80808080L) != 0) {
            return NO;
        }
        long pairs = digits * 10 + (digits >>> 8);
        return (int) ((pairs & 0xFF) * 100 + (pairs >>> 16 & 0xFF));
    }

    private static long eightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return (pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                        + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L
                >>> 32;
    }

    /**
     * A quantity as the venue spells most: up to four digits, a point and two digits before a closing quote, from one word.
     * Any other is {@link FastNumber#decimal}'s; the answer is of its kind. Reads at most {@link FastNumber#REACH} bytes.
     */
    static long qty(Object base, long at) {
        long word = FrameBytes.word(base, at);
        long digits = word ^ ZEROS;
        // Only the lowest mark is exact: the first byte that is no digit.
        int point = Long.numberOfTrailingZeros((digits + NO_DIGIT | digits) & HIGHS) >>> 3;
        if (point < 1 || point > 4) {
            return FastNumber.decimal(base, at);
        }
        long behind = word >>> point * 8;
        long places = behind >>> 8 & 0xFFFF ^ 0x3030;
        if ((behind & 0xFF0000FFL) != POINT_AND_QUOTE
                || ((places + 0x7676 | places) & 0x8080) != 0
                || point > 1 && (digits & 0xFF) == 0) {
            return FastNumber.decimal(base, at);
        }
        long whole = digits << 32 + (4 - point) * 8 >>> 32;
        long pairs = whole * 10 + (whole >>> 8);
        long units = (pairs & 0xFF) * 100 + (pairs >>> 16 & 0xFF);
        long hundredths = units * 100 + (places & 0xFF) * 10 + (places >>> 8);
        return hundredths * 10_000 << 8 | point + 3;
    }

    /**
     * As {@link FastNumber#decimal}, with the same answer for the same bytes, but reads no byte at or beyond {@code end}: for
     * the last level of a frame.
     */
    static long decimalBefore(Object base, long at, long end) {
        if (at + FastNumber.REACH <= end) {
            return FastNumber.decimal(base, at);
        }
        long value = 0;
        int point = -1;
        int length = 0;
        for (long p = at; p < end; p++, length++) {
            int b = FrameBytes.byteAt(base, p);
            if (b == '.' && point < 0) {
                point = length;
            } else if (b >= '0' && b <= '9' && length <= MAX_WHOLE_DIGITS + MICRO_DIGITS) {
                value = value * 10 + b - '0';
            } else {
                return b == '"' ? scaled(base, at, value, point, length) : FastNumber.ODD;
            }
        }
        return FastNumber.ODD;
    }

    private static long scaled(Object base, long at, long value, int point, int length) {
        int whole = point < 0 ? length : point;
        int places = point < 0 ? 0 : length - point - 1;
        boolean odd = whole == 0
                || whole > MAX_WHOLE_DIGITS
                || whole > 1 && FrameBytes.byteAt(base, at) == '0'
                || point >= 0 && (places == 0 || places > MICRO_DIGITS);
        if (odd) {
            return FastNumber.ODD;
        }
        long micros = value;
        for (int i = places; i < MICRO_DIGITS; i++) {
            micros *= 10;
        }
        return micros << 8 | length;
    }

    /**
     * Over a field nobody reads: a plain key, a colon, and a plain string, a plain integer, true or false.
     *
     * @return the address behind the value, or {@link #NO}
     */
    static long skipField(Object base, long at, long end) {
        if (FrameBytes.byteAt(base, at) != '"') {
            return NO;
        }
        int key = FrameBytes.textLength(base, at + 1, end);
        long value = at + key + 3;
        if (key < 0
                || key > JsonCursor.MAX_STRING_LENGTH
                || value + FastNumber.REACH > end
                || FrameBytes.byteAt(base, value - 1) != ':') {
            return NO;
        }
        int b = FrameBytes.byteAt(base, value);
        if (b == '"') {
            int length = FrameBytes.textLength(base, value + 1, end);
            return length < 0 || length > JsonCursor.MAX_STRING_LENGTH ? NO : value + length + 2;
        }
        if (b == 't' || b == 'f') {
            return bool(base, value) < 0 ? NO : value + (b == 't' ? 4 : 5);
        }
        long number = FastNumber.unsigned(base, value);
        return number == FastNumber.ODD ? NO : value + FastNumber.length(number);
    }

    /** 1 for true, 0 for false, or {@link #NO}. Reads 8 bytes. */
    static int bool(Object base, long at) {
        long word = FrameBytes.word(base, at);
        return (word & mask(4)) == TRUE ? 1 : (word & mask(5)) == FALSE ? 0 : NO;
    }
}
