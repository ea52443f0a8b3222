package io.parallax.gateway.json;

import java.util.Arrays;
import org.agrona.BufferUtil;

/**
 * Texts by number, kept as words side by side in one array, so that the bytes of a frame are compared with one of them in
 * a few loads. Filled at start. Text is UTF-8.
 */
public final class TextList {
    private long[] words = new long[64];
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int used;
    private int size;

    /** Adds a text under the next number. */
    public void add(byte[] text) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        int count = (Math.max(0, text.length - 1)) / FrameBytes.WORD + 1;
        if (used + count > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, used + count));
        }
        starts[size] = used;
        lengths[size] = text.length;
        int tail = Math.max(0, text.length - FrameBytes.WORD);
        words[used] = wordOf(text, tail);
        for (int i = 1; i < count; i++) {
            words[used + i] = wordOf(text, (i - 1) * FrameBytes.WORD);
        }
        used += count;
        size++;
    }

    private static long wordOf(byte[] text, int from) {
        return FrameBytes.shortWord(
                text, BufferUtil.ARRAY_BASE_OFFSET + from, Math.min(FrameBytes.WORD, text.length - from));
    }

    /** Number of texts. */
    public int size() {
        return size;
    }

    /** Bytes of a text. */
    public int length(int number) {
        return lengths[number];
    }

    /** Whether the text stands at {@code at}. Reads as many bytes as the text has, none more. */
    public boolean isAt(int number, Object base, long at) {
        int length = lengths[number];
        int start = starts[number];
        long[] all = words;
        if (length < FrameBytes.WORD) {
            return FrameBytes.shortWord(base, at, length) == all[start];
        }
        long difference = FrameBytes.word(base, at + length - FrameBytes.WORD) ^ all[start];
        int next = start + 1;
        int end = start + 1 + (length - 1 >>> 3);
        long p = at;
        for (; next + 4 <= end; next += 4, p += 4 * FrameBytes.WORD) {
            difference |= FrameBytes.word(base, p) ^ all[next];
            difference |= FrameBytes.word(base, p + 8) ^ all[next + 1];
            difference |= FrameBytes.word(base, p + 16) ^ all[next + 2];
            difference |= FrameBytes.word(base, p + 24) ^ all[next + 3];
        }
        for (; next < end; next++, p += FrameBytes.WORD) {
            difference |= FrameBytes.word(base, p) ^ all[next];
        }
        return difference == 0;
    }
}
