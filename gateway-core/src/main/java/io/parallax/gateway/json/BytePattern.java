package io.parallax.gateway.json;

import java.nio.charset.StandardCharsets;
import org.agrona.BufferUtil;

/** Bytes a decoder expects at some place, compared a word at a time: the frame {@code ", "price":"} between two values. */
public final class BytePattern {
    private final long head;
    private final long headMask;
    private final long tail;
    private final int tailAt;
    private final int length;
    private final int reach;
    private final long[] middle;

    private BytePattern(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("an empty pattern matches everywhere: give it at least one byte");
        }
        length = bytes.length;
        reach = Math.max(length, FrameBytes.WORD);
        long first = wordOf(bytes, 0);
        headMask = length >= FrameBytes.WORD ? -1L : (1L << length * 8) - 1;
        head = first & headMask;
        tailAt = Math.max(0, length - FrameBytes.WORD);
        tail = tailAt == 0 ? head : wordOf(bytes, tailAt);
        int words = length <= 2 * FrameBytes.WORD ? 0 : (length - 1) / FrameBytes.WORD - 1;
        middle = new long[words];
        for (int i = 0; i < words; i++) {
            middle[i] = wordOf(bytes, (i + 1) * FrameBytes.WORD);
        }
    }

    /** Pattern of an ASCII text of at least one byte. */
    public static BytePattern of(String text) {
        return new BytePattern(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long wordOf(byte[] bytes, int from) {
        return FrameBytes.shortWord(
                bytes, BufferUtil.ARRAY_BASE_OFFSET + from, Math.min(FrameBytes.WORD, bytes.length - from));
    }

    /** Whether the pattern stands at {@code at}. Reads {@link #reach} bytes. */
    public boolean matches(Object base, long at) {
        // A short pattern's tail is its head once more.
        long difference = (FrameBytes.word(base, at) ^ head) & headMask;
        difference |= (FrameBytes.word(base, at + tailAt) ^ tail) & headMask;
        return difference == 0 && (length <= 2 * FrameBytes.WORD || isMiddle(base, at + FrameBytes.WORD));
    }

    private boolean isMiddle(Object base, long at) {
        long difference = 0;
        long[] words = middle;
        for (int i = 0; i < words.length; i++) {
            difference |= FrameBytes.word(base, at + i * FrameBytes.WORD) ^ words[i];
        }
        return difference == 0;
    }

    /** Bytes of the pattern. */
    public int length() {
        return length;
    }

    /** Bytes {@link #matches} reads: the length, but at least 8. */
    public int reach() {
        return reach;
    }
}
