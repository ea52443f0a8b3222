package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Pieces of Kalshi's text compared and read as words. Addresses are as in {@link FrameBytes}; a piece that is not as usual
 * is told by a negative answer, and only the general reader may then say what it is.
 */
final class UsualText {
    /** Not as usual. */
    static final int NO = -1;
    /** Bytes of a market's id. */
    static final int ID_LENGTH = 36;
    /** Bytes of a time up to the point behind its seconds. */
    static final int TIME_LENGTH = 20;
    /** Digits of an epoch time in milliseconds, from 2001 to 2286. */
    static final int MILLIS_DIGITS = 13;

    static final long ZEROS = 0x3030303030303030L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NO_DIGIT = 0x7676767676767676L;
    private static final int MILLIS_TAIL = MILLIS_DIGITS - FrameBytes.WORD;
    private static final int MICRO_DIGITS = 6;
    private static final int MAX_WHOLE_DIGITS = 8;

    private static final long BITS_4 = 0x1010101010101010L;
    /** The least number of hundredths with so many digits before the point; none is enough where there are other than 1 to 6. */
    private static final long[] LEAST_HUNDREDTHS = new long[16];

    static {
        Arrays.fill(LEAST_HUNDREDTHS, Long.MAX_VALUE);
        LEAST_HUNDREDTHS[1] = 0;
        for (int whole = 2, least = 1_000; whole <= 6; whole++, least *= 10) {
            LEAST_HUNDREDTHS[whole] = least;
        }
    }

    private static final long BITS_5 = 0x2020202020202020L;
    private static final long ID_DASHES_1 = word("-\0\0\0\0-");
    private static final long ID_DASHES_1_MASK = 0xFF_00000000FFL;
    private static final long ID_DASHES_2 = word("\0\0-\0\0\0\0-");
    private static final long ID_DASHES_2_MASK = 0xFF00_0000_00FF_0000L;
    private static final String DATE = "0000-00-";
    private static final String DAY = "00T00:00";
    private static final String SECONDS = "0:00:00.";
    private static final long TIME_DATE = word(DATE);
    private static final long TIME_DATE_FIT = fit(DATE);
    private static final long TIME_DAY = word(DAY);
    private static final long TIME_DAY_FIT = fit(DAY);
    private static final long TIME_SECONDS = word(SECONDS);
    private static final long TIME_SECONDS_FIT = fit(SECONDS);
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

    /** Digits before the first byte that is none of {@code 0} to {@code ?}, 0 to 8: in a sound quantity, before its point. */
    static int wholeDigits(long word) {
        return Long.numberOfTrailingZeros(~word & BITS_4) >>> 3;
    }

    /**
     * Hundredths of a quantity as the venue spells nearly all: one to six digits, a point and two digits.
     *
     * @param word from the first digit on
     * @param whole {@link #wholeDigits} of that word
     * @param places the two digits behind the point, as the lowest bytes, each less {@code '0'}
     * @return {@link #NO} when it is spelled otherwise
     */
    static long hundredths(long word, int whole, long places) {
        long digits = (word ^ ZEROS) << 64 - 8 * whole >>> 16 | places << 48;
        long hundredths = eightDigits(digits);
        boolean odd = ((digits + NO_DIGIT | digits) & HIGHS) != 0
                || (word >>> 8 * whole & 0xFF) != '.'
                || hundredths < LEAST_HUNDREDTHS[whole & 15];
        return odd ? NO : hundredths;
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

    /**
     * 0 when the {@link #ID_LENGTH} bytes have the shape of a market's id, {@code 7f83cad1-c053-41eb-94ca-41a60f08764e}: dashes
     * where they stand there, and else digits, lower-case letters or one of <code>:;&lt;=&gt;?`{|}~</code> and DEL, all plain.
     */
    static long idDifference(Object base, long at) {
        long a = FrameBytes.word(base, at);
        long b = FrameBytes.word(base, at + 8);
        long c = FrameBytes.word(base, at + 16);
        long d = FrameBytes.word(base, at + 24);
        long e = FrameBytes.word(base, at + 28);
        long dashes = (b ^ ID_DASHES_1) & ID_DASHES_1_MASK | (c ^ ID_DASHES_2) & ID_DASHES_2_MASK;
        long any = a | b | c | d | e;
        long set = a & b & c & d & e;
        // A byte with bit 5 and with bit 4 or bit 6, without bit 7, is plain. A dash has bit 5 alone.
        long letters = (a | a >>> 2)
                & (b | b >>> 2 | ID_DASHES_1_MASK)
                & (c | c >>> 2 | ID_DASHES_2_MASK)
                & (d | d >>> 2)
                & (e | e >>> 2);
        return dashes | any & HIGHS | ~set & BITS_5 | ~letters & BITS_4;
    }

    /**
     * 0 when the {@link #TIME_LENGTH} bytes are digits, {@code -}, {@code :}, {@code .} or {@code T} as a time has them up to
     * its seconds and the point: {@code 2026-05-14T04:38:12.}
     */
    static long timeDifference(Object base, long at) {
        long a = FrameBytes.word(base, at) ^ TIME_DATE;
        long b = FrameBytes.word(base, at + 8) ^ TIME_DAY;
        long c = FrameBytes.word(base, at + 12) ^ TIME_SECONDS;
        return (a + TIME_DATE_FIT | a | b + TIME_DAY_FIT | b | c + TIME_SECONDS_FIT | c) & HIGHS;
    }

    /** Marks, when added, the bytes above 9 where the text has a zero, and those above 0 elsewhere. */
    static long fit(String text) {
        long fit = 0;
        for (int i = 0; i < FrameBytes.WORD; i++) {
            fit |= (text.charAt(i) == '0' ? 0x76L : 0x7FL) << i * 8;
        }
        return fit;
    }

    /** 1 for true, 0 for false, or {@link #NO}. Reads 8 bytes. */
    static int bool(Object base, long at) {
        long word = FrameBytes.word(base, at);
        return (word & mask(4)) == TRUE ? 1 : (word & mask(5)) == FALSE ? 0 : NO;
    }
}
