package io.parallax.gateway.json;

import java.nio.charset.StandardCharsets;
import org.agrona.BufferUtil;

/**
 * As {@link BytePattern}, of 8 to 32 bytes and for patterns held in {@code static final} fields: the virtual machine trusts
 * the fields of a record, so that the words are compiled into the code as constants and nothing is loaded but the frame.
 */
public record ConstantPattern(long head, long second, long third, long tail, int length) {
    private static final int MAX_LENGTH = 4 * FrameBytes.WORD;

    /**
     * Pattern of an ASCII text.
     *
     * @throws IllegalArgumentException when it is shorter than 8 or longer than 32 bytes
     */
    public static ConstantPattern of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int length = bytes.length;
        if (length < FrameBytes.WORD || length > MAX_LENGTH) {
            throw new IllegalArgumentException("'" + text + "' has " + length + " bytes: must have 8 to 32");
        }
        boolean isLong = length > 2 * FrameBytes.WORD;
        return new ConstantPattern(
                wordOf(bytes, 0),
                isLong ? wordOf(bytes, FrameBytes.WORD) : 0,
                isLong ? wordOf(bytes, length - 2 * FrameBytes.WORD) : 0,
                wordOf(bytes, length - FrameBytes.WORD),
                length);
    }

    private static long wordOf(byte[] bytes, int from) {
        return FrameBytes.word(bytes, BufferUtil.ARRAY_BASE_OFFSET + from);
    }

    /**
     * 0 where the pattern stands at {@code at}, anything else where it does not: the differences of several patterns can be
     * joined and judged together. Reach {@link #length}.
     */
    public long difference(Object base, long at) {
        long difference =
                FrameBytes.word(base, at) ^ head | FrameBytes.word(base, at + length - FrameBytes.WORD) ^ tail;
        if (length > 2 * FrameBytes.WORD) {
            difference |= FrameBytes.word(base, at + FrameBytes.WORD) ^ second
                    | FrameBytes.word(base, at + length - 2 * FrameBytes.WORD) ^ third;
        }
        return difference;
    }
}
