package io.parallax.gateway.json;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * From text to a small number, looked up by bytes without allocation: field names, closed word lists, tickers, token
 * ids. Filled at start, open addressing, at most half full. Text is UTF-8.
 */
public final class TextMap {
    /** Answer for a text that is not in the map. */
    public static final int ABSENT = -1;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private UnsafeBuffer[] texts = new UnsafeBuffer[16];
    private int[] values = new int[16];
    private int size;

    /** Maps each name to its position in the list. */
    public static TextMap of(String... names) {
        TextMap map = new TextMap();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], i);
        }
        return map;
    }

    /**
     * Adds a text.
     *
     * @param value 0 or more
     * @throws IllegalArgumentException when the text is in the map already or the value is negative
     */
    public void put(String text, int value) {
        UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
        if (value < 0) {
            throw new IllegalArgumentException("'" + text + "' maps to " + value + ": must not be negative");
        }
        if (get(bytes, 0, bytes.capacity()) != ABSENT) {
            throw new IllegalArgumentException("'" + text + "' stands twice");
        }
        if (2 * (size + 1) > texts.length) {
            grow();
        }
        insert(bytes, value);
        size++;
    }

    /** Value of the text at {@code offset}, or {@link #ABSENT}. */
    public int get(DirectBuffer buffer, int offset, int length) {
        UnsafeBuffer[] table = texts;
        int mask = table.length - 1;
        int slot = slot(hash(buffer, offset, length), mask);
        UnsafeBuffer candidate;
        while ((candidate = table[slot]) != null) {
            if (candidate.capacity() == length && same(candidate, buffer, offset, length)) {
                return values[slot];
            }
            slot = slot + 1 & mask;
        }
        return ABSENT;
    }

    /** Texts in the map. */
    public int size() {
        return size;
    }

    private void grow() {
        UnsafeBuffer[] oldTexts = texts;
        int[] oldValues = values;
        texts = new UnsafeBuffer[oldTexts.length * 2];
        values = Arrays.copyOf(oldValues, texts.length);
        for (int i = 0; i < oldTexts.length; i++) {
            if (oldTexts[i] != null) {
                insert(oldTexts[i], oldValues[i]);
            }
        }
    }

    private void insert(UnsafeBuffer bytes, int value) {
        int mask = texts.length - 1;
        int slot = slot(hash(bytes, 0, bytes.capacity()), mask);
        while (texts[slot] != null) {
            slot = slot + 1 & mask;
        }
        texts[slot] = bytes;
        values[slot] = value;
    }

    private static int slot(long hash, int mask) {
        return (int) (hash >>> 32) & mask;
    }

    private static long hash(DirectBuffer buffer, int offset, int length) {
        long hash = length * MIX;
        int position = offset;
        int end = offset + length;
        while (position + Long.BYTES <= end) {
            hash = (hash ^ buffer.getLong(position, ByteOrder.LITTLE_ENDIAN)) * MIX;
            hash ^= hash >>> 29;
            position += Long.BYTES;
        }
        while (position < end) {
            hash = (hash ^ buffer.getByte(position)) * MIX;
            position++;
        }
        return hash ^ hash >>> 29;
    }

    private static boolean same(DirectBuffer text, DirectBuffer buffer, int offset, int length) {
        int position = 0;
        while (position + Long.BYTES <= length) {
            if (text.getLong(position) != buffer.getLong(offset + position)) {
                return false;
            }
            position += Long.BYTES;
        }
        while (position < length) {
            if (text.getByte(position) != buffer.getByte(offset + position)) {
                return false;
            }
            position++;
        }
        return true;
    }
}
