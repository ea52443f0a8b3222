package io.parallax.gateway.json;

import java.util.Arrays;

/**
 * Numbers in quotes whose end is found apart from their value. What stands behind a number is read as soon as its closing
 * quote is found, while its digits are still multiplied: {@link FastNumber} gives both in one result, and so makes the
 * next value wait for them.
 *
 * <p>A caller reads one word, finds the {@link #quote} in it and hands both on. A number of more than 7 bytes has no quote
 * in its word and is left to {@link FastNumber}. What is not of the usual shape is {@link #ODD}. Nothing here checks bounds.
 */
public final class QuotedNumber {
    /** Not of the shape the method reads. */
    public static final long ODD = FastNumber.ODD;

    private static final long ZEROS = FrameBytes.ONES * '0';
    private static final int HALF_ZEROS = (int) ZEROS;
    private static final long NO_DIGIT = FrameBytes.ONES * (0x80 - 10);
    private static final int HALF_NO_DIGIT = (int) NO_DIGIT;
    private static final int HALF_HIGHS = (int) FrameBytes.HIGHS;
    /** Clear in a digit's byte once the zero is taken from it, set in a point's. */
    private static final long BITS_4 = FrameBytes.ONES << 4;

    private static final int ZERO_POINT = '.' << 8 | '0';
    private static final int MICROS_OF_FOUR_DIGITS = 100;
    private static final int MILLISECONDS_LENGTH = 13;

    private static final int MAX_LENGTH = FrameBytes.WORD - 1;
    private static final int SHAPES = 128;
    /** By shape: what makes micros of the digits, and in the low byte by how much they are shifted before. */
    private static final long[] SCALES = new long[SHAPES];
    /** By shape: least micros without a leading zero; more than any number for a shape that is none. */
    private static final long[] LEAST = new long[SHAPES];

    static {
        Arrays.fill(LEAST, Long.MAX_VALUE);
        for (int length = 1; length <= MAX_LENGTH; length++) {
            shape(length, FrameBytes.WORD, length, 0);
            for (int point = 1; point < length - 1; point++) {
                shape(length, point, point, length - point - 1);
            }
        }
    }

    private static void shape(int length, int point, int whole, int places) {
        int shape = length << 4 | point;
        SCALES[shape] = (long) Math.pow(10, 6 - places) << 8 | 64 - 8 * (whole + places);
        LEAST[shape] = whole == 1 ? 0 : (long) Math.pow(10, whole + 5);
    }

    private QuotedNumber() {}

    /** The high bit of the word's first byte that is a quote; 0 when none is. */
    public static long quote(long word) {
        long quotes = word ^ FrameBytes.QUOTES;
        long marks = quotes - FrameBytes.ONES & ~quotes & FrameBytes.HIGHS;
        return marks & -marks;
    }

    /** Bytes before a quote of {@link #quote}, 0 to 7; 8 for none. */
    public static int length(long quote) {
        return Long.numberOfTrailingZeros(quote) >>> 3;
    }

    /**
     * Micros of {@code 0.} and at most four digits, as {@link FastNumber#price} reads them; 0 also for no digit at all.
     *
     * @param quote of the word
     */
    public static long price(long word, long quote) {
        int digits = ((int) (word >>> 16) ^ HALF_ZEROS) & (int) ((quote >>> 7) - 1 >>> 16);
        int odd = (char) word ^ ZERO_POINT | (digits + HALF_NO_DIGIT | digits) & HALF_HIGHS;
        int pairs = digits * 10 + (digits >>> 8) & 0x00FF00FF;
        int number = (char) (pairs * 100 + (pairs >>> 16));
        // A quote in the last byte is negative, and none is 0.
        return odd == 0 && quote > 0 ? number * MICROS_OF_FOUR_DIGITS : ODD;
    }

    /**
     * Micros of at most seven bytes, as {@link FastNumber#decimal} reads them.
     *
     * @param quote of the word, not 0
     */
    public static long decimal(long word, long quote) {
        long text = (word ^ ZEROS) & (quote >>> 7) - 1;
        long points = text & BITS_4;
        long point = points & -points;
        // A point becomes 0, and the digits behind it move into its place.
        long number = text ^ (point << 1) - (point >>> 3);
        long whole = (point >>> 4) - 1;
        long digits = number & whole | number >>> 8 & ~whole;
        // No byte may be above 9, and that of the point not above 0.
        long odd = (number + (point >>> 1) + (point >>> 4) + NO_DIGIT | number) & FrameBytes.HIGHS;
        int shape = Long.numberOfTrailingZeros(quote) << 1 & 0x70 | Long.numberOfTrailingZeros(point) >>> 3;
        long scale = SCALES[shape & SHAPES - 1];
        long micros = FastNumber.eightDigits(digits << (int) scale) * (scale >>> 8);
        return odd == 0 && micros >= LEAST[shape & SHAPES - 1] ? micros : ODD;
    }

    /** Value of the 13 digits, the first no zero, that stand before a quote at {@code at}, or {@link #ODD}. Reach 14. */
    public static long milliseconds(Object base, long at) {
        long first = FrameBytes.word(base, at) ^ ZEROS;
        long last = FrameBytes.word(base, at + MILLISECONDS_LENGTH - FrameBytes.WORD) ^ ZEROS;
        long odd = (first + NO_DIGIT | first | last + NO_DIGIT | last) & FrameBytes.HIGHS;
        return odd == 0 && (first & 0xFF) != 0 && FrameBytes.byteAt(base, at + MILLISECONDS_LENGTH) == '"'
                ? FastNumber.eightDigits(first) * 100_000 + FastNumber.eightDigits(last & 0xFFFF_FFFF_FF00_0000L)
                : ODD;
    }
}
