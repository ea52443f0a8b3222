package io.parallax.gateway.json;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Bytes of a frame read eight at a time, straight from memory: {@code base} is the buffer's {@code byteArray()} and
 * {@code at} an address within it, {@code addressOffset()} and the index added. The virtual machine compiles each read to
 * one load.
 *
 * <p><b>Nothing here checks bounds.</b> Each method says how far it reads ("reach"); the caller makes sure that so many
 * bytes belong to the frame. A word holds the first byte lowest.
 */
public final class FrameBytes {
    /** Whether words can be read as this class promises; where not, decoders keep to {@link JsonCursor}. */
    public static final boolean IS_SUPPORTED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    /** Bytes of a word. */
    public static final int WORD = Long.BYTES;

    static final long ONES = 0x0101010101010101L;
    static final long HIGHS = 0x8080808080808080L;
    static final long QUOTES = ONES * '"';
    static final long BACKSLASHES = ONES * '\\';
    static final long SPACES = ONES * ' ';
    private static final long BITS_5 = ONES * 0x20;
    private static final long BITS_4 = ONES * 0x10;

    private FrameBytes() {}

    /** Eight bytes. Reach 8. */
    public static long word(Object base, long at) {
        // Told apart because the compiler fences every read that may be either; a process sees one kind only, mostly.
        long word = base == null ? UnsafeApi.getLong(at) : UnsafeApi.getLong((byte[]) base, at);
        return IS_SUPPORTED ? word : Long.reverseBytes(word);
    }

    /** One byte, 0 to 255. Reach 1. */
    public static int byteAt(Object base, long at) {
        return (base == null ? UnsafeApi.getByte(at) : UnsafeApi.getByte((byte[]) base, at)) & 0xFF;
    }

    /** The {@code length} bytes, 0 to 8, as a word filled up with zeros. Reads no byte more. */
    public static long shortWord(Object base, long at, int length) {
        if (length >= WORD) {
            return word(base, at);
        }
        if (length >= Integer.BYTES) {
            long low = byteOrdered(UnsafeApi.getInt(base, at));
            long high = byteOrdered(UnsafeApi.getInt(base, at + length - Integer.BYTES));
            return low | high << (length - Integer.BYTES) * 8;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (long) byteAt(base, at + i) << i * 8;
        }
        return word;
    }

    private static long byteOrdered(int value) {
        return (IS_SUPPORTED ? value : Integer.reverseBytes(value)) & 0xFFFF_FFFFL;
    }

    /**
     * A mark, the high bit, on every byte of the word that a JSON string cannot hold as it is: quote, backslash, control
     * character; and on bytes that are not ASCII. Only the lowest mark is exact; 0 when there is none.
     */
    public static long marks(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        // A borrow only ever marks bytes above a true hit, so the lowest mark is exact.
        return (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | word - SPACES & ~word | word) & HIGHS;
    }

    /** Whether {@code length} bytes, 8 or more, are plain text: ASCII without quote, backslash or control. Reach length. */
    public static boolean isPlain(Object base, long at, int length) {
        long marks = marks(word(base, at + length - WORD));
        for (int i = 0; i < length - WORD; i += WORD) {
            marks |= marks(word(base, at + i));
        }
        return marks == 0;
    }

    /**
     * Whether the 40 bytes are digits, lower-case letters or one of <code>:;&lt;=&gt;?`{|}~</code> and DEL: all plain, and
     * all that a hash in hex is made of. Reach 40.
     */
    public static boolean isHashLike(Object base, long at) {
        long a = word(base, at);
        long b = word(base, at + 8);
        long c = word(base, at + 16);
        long d = word(base, at + 24);
        long e = word(base, at + 32);
        // In each of them bit 7 is clear, bit 5 set, and bit 4 or bit 6 set.
        long set = a & b & c & d & e;
        long any = a | b | c | d | e;
        long letters = (a | a >>> 2) & (b | b >>> 2) & (c | c >>> 2) & (d | d >>> 2) & (e | e >>> 2);
        return (any & HIGHS | ~set & BITS_5 | ~letters & BITS_4) == 0;
    }

    /**
     * Length of the plain text of at most 7 bytes before a closing quote, or -1 when it is longer or other than plain.
     * Reach 8.
     */
    public static int shortTextLength(Object base, long at) {
        long word = word(base, at);
        long marks = marks(word);
        int index = Long.numberOfTrailingZeros(marks) >>> 3;
        return marks != 0 && (word >>> index * 8 & 0xFF) == '"' ? index : -1;
    }

    /** Length of the plain text before a closing quote below {@code end}, or -1. Reads up to {@code end}. */
    public static int textLength(Object base, long at, long end) {
        long p = at;
        while (p + WORD <= end) {
            long marks = marks(word(base, p));
            if (marks != 0) {
                p += Long.numberOfTrailingZeros(marks) >>> 3;
                return byteAt(base, p) == '"' ? (int) (p - at) : -1;
            }
            p += WORD;
        }
        while (p < end) {
            int b = byteAt(base, p);
            if (b == '"') {
                return (int) (p - at);
            }
            if (b < ' ' || b == '\\' || b > 0x7F) {
                return -1;
            }
            p++;
        }
        return -1;
    }
}
