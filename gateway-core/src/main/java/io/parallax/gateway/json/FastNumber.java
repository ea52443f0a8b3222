package io.parallax.gateway.json;

/**
 * Numbers of the usual shapes read from one or two words, without a loop over digits. A result holds value and length
 * together ({@link #value}, {@link #length}); any shape that is not usual, right or wrong, is {@link #ODD} and is left to
 * {@link JsonCursor}, which reads every shape and names what is wrong with it.
 *
 * <p>Nothing here checks bounds: see {@link FrameBytes}. Every method reads at most {@link #REACH} bytes.
 */
public final class FastNumber {
    /** Not of the shape the method reads. */
    public static final long ODD = -1;
    /** Most digits of a number {@link #unsigned} and {@link #digits} read. */
    public static final int MAX_DIGITS = 16;
    /** Most bytes any method reads from where it begins. */
    public static final int REACH = 17;

    private static final long ZEROS = FrameBytes.ONES * '0';
    private static final long NO_DIGIT = FrameBytes.ONES * (0x80 - 10);
    private static final int ZERO_POINT = '.' << 8 | '0';
    private static final int MICRO_DIGITS = 6;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final long[] SCALE = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private FastNumber() {}

    /** Value of a result that is not {@link #ODD}. */
    public static long value(long result) {
        return result >> 8;
    }

    /** Bytes read, a closing quote not counted, of a result that is not {@link #ODD}. */
    public static int length(long result) {
        return (int) result & 0xFF;
    }

    private static long result(long value, int length) {
        return value << 8 | length;
    }

    /** Micros of {@code 0.} and one to six digits before a closing quote: a price as both venues write it. */
    public static long price(Object base, long at) {
        long word = FrameBytes.word(base, at);
        long digits = word >>> 16 ^ ZEROS;
        int count = digitCount(digits);
        if ((word & 0xFFFF) != ZERO_POINT || count == 0 || FrameBytes.byteAt(base, at + 2 + count) != '"') {
            return ODD;
        }
        return result(eightDigits((digits & mask(count)) << 16), 2 + count);
    }

    /** Micros of up to eight digits, and a point and up to six digits if there is one, before a closing quote. */
    public static long decimal(Object base, long at) {
        long word = FrameBytes.word(base, at);
        long digits = word ^ ZEROS;
        long marks = noDigits(digits);
        int whole = Long.numberOfTrailingZeros(marks) >>> 3;
        // Whether there is a point changes from number to number, so it is reckoned with instead of branched on. A
        // point
        // cannot carry into the next byte's mark, so the second mark is exact as well.
        int point = ((int) (word >>> 8 * whole) & 0xFF ^ '.') - 1 >>> 31;
        int second = Long.numberOfTrailingZeros(marks & marks - 1) >>> 3;
        int length = whole + (second - whole & -point);
        if (length >= FrameBytes.WORD) {
            return longDecimal(base, at, word);
        }
        boolean odd = (word >>> 8 * length & 0xFF) != '"'
                | whole == 0
                | length - whole == 1
                | whole > 1 & (digits & 0xFF) == 0;
        if (odd) {
            return ODD;
        }
        int count = length - point;
        long low = mask(whole);
        long joined = digits & low | digits >>> 8 & ~low;
        return result(eightDigits(joined << 64 - 8 * count) * SCALE[count - whole], length);
    }

    /** As {@link #decimal}, with a minus sign in front if there is one. */
    public static long signedDecimal(Object base, long at) {
        if (FrameBytes.byteAt(base, at) != '-') {
            return decimal(base, at);
        }
        long positive = decimal(base, at + 1);
        return positive == ODD ? ODD : result(-value(positive), length(positive) + 1);
    }

    private static long longDecimal(Object base, long at, long word) {
        long digits = word ^ ZEROS;
        int whole = digitCount(digits);
        if (whole == 0 || whole > 1 && (word & 0xFF) == '0') {
            return ODD;
        }
        long micros = eightDigits(digits << 64 - 8 * whole) * SCALE[0];
        int next = FrameBytes.byteAt(base, at + whole);
        if (next == '"') {
            return result(micros, whole);
        }
        long fraction = FrameBytes.word(base, at + whole + 1) ^ ZEROS;
        int places = digitCount(fraction);
        int length = whole + 1 + places;
        if (next != '.' || places == 0 || places > MICRO_DIGITS || FrameBytes.byteAt(base, at + length) != '"') {
            return ODD;
        }
        return result(micros + eightDigits((fraction & mask(places)) << 16), length);
    }

    /** Value of one to sixteen digits, without leading zeros, before any byte that is no digit. */
    public static long unsigned(Object base, long at) {
        long digits = FrameBytes.word(base, at) ^ ZEROS;
        int count = digitCount(digits);
        if (count == 0 || count > 1 && (digits & 0xFF) == 0) {
            return ODD;
        }
        long value = eightDigits(digits << 64 - 8 * count);
        if (count < FrameBytes.WORD) {
            return result(value, count);
        }
        long more = FrameBytes.word(base, at + FrameBytes.WORD) ^ ZEROS;
        int moreCount = digitCount(more);
        if (moreCount == 0) {
            return result(value, count);
        }
        if (moreCount == FrameBytes.WORD && isDigit(FrameBytes.byteAt(base, at + 2 * FrameBytes.WORD))) {
            return ODD;
        }
        return result(value * POWERS[moreCount] + eightDigits(more << 64 - 8 * moreCount), count + moreCount);
    }

    /**
     * Value of exactly {@code length} digits, 1 to 16, without leading zeros, whatever stands behind them; {@link #ODD} when a
     * byte is no digit. For a reader who guesses the length and checks what follows: his next address then does not wait for
     * this number. Not packed with its length: the answer is the value.
     */
    public static long digits(Object base, long at, int length) {
        long head = FrameBytes.word(base, at) ^ ZEROS;
        if (length <= FrameBytes.WORD) {
            long digits = head << 64 - 8 * length;
            boolean odd = noDigits(digits) != 0 || length > 1 && (head & 0xFF) == 0;
            return odd ? ODD : eightDigits(digits);
        }
        int more = length - FrameBytes.WORD;
        long tail = (FrameBytes.word(base, at + FrameBytes.WORD) ^ ZEROS) << 64 - 8 * more;
        boolean odd = (noDigits(head) | noDigits(tail)) != 0 || (head & 0xFF) == 0;
        return odd ? ODD : eightDigits(head) * POWERS[more] + eightDigits(tail);
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    /** A mark on every byte above 9; only the lowest is exact. */
    private static long noDigits(long digits) {
        return (digits + NO_DIGIT | digits) & FrameBytes.HIGHS;
    }

    /** Bytes before the first one above 9, 0 to 8. */
    private static int digitCount(long digits) {
        return Long.numberOfTrailingZeros(noDigits(digits)) >>> 3;
    }

    private static long mask(int bytes) {
        return (1L << bytes * 8) - 1;
    }

    /** The number whose first digit is the lowest byte. Digits and places together, in three multiplications. */
    static long eightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return (pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                        + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L
                >>> 32;
    }
}
