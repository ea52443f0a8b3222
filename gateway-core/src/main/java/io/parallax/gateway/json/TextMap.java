package io.parallax.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;

/**
 * From text to a small number, looked up by bytes without allocation: field names, closed word lists, tickers, token
 * ids. Filled at start, open addressing, at most a quarter full. Text is UTF-8. The hash takes the length and three words
 * of the text (its beginning, middle and end), the comparison all of it.
 */
public final class TextMap {
    /** Answer for a text that is not in the map. */
    public static final int ABSENT = -1;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long MIX_MIDDLE = 0xC2B2AE3D27D4EB4FL;
    private static final int LOAD = 4;

    private final TextList texts = new TextList();
    private int[] slots = new int[16];
    private int[] values = new int[16];
    private long[] hashes = new long[16];

    public TextMap() {
        Arrays.fill(slots, ABSENT);
    }

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
        put(text.getBytes(StandardCharsets.UTF_8), value);
    }

    /** Adds a text given as bytes, as {@link #put(String, int)}; they are copied. */
    void put(byte[] bytes, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("'" + text(bytes) + "' maps to " + value + ": must not be negative");
        }
        if (get(bytes, BufferUtil.ARRAY_BASE_OFFSET, bytes.length) != ABSENT) {
            throw new IllegalArgumentException("'" + text(bytes) + "' stands twice");
        }
        int number = texts.size();
        if (number == values.length) {
            values = Arrays.copyOf(values, 2 * number);
            hashes = Arrays.copyOf(hashes, 2 * number);
        }
        texts.add(bytes);
        values[number] = value;
        hashes[number] = hash(bytes, BufferUtil.ARRAY_BASE_OFFSET, bytes.length);
        if (LOAD * texts.size() > slots.length) {
            slots = new int[2 * slots.length];
            Arrays.fill(slots, ABSENT);
            for (int i = 0; i < number; i++) {
                insert(i);
            }
        }
        insert(number);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Value of the text at {@code offset}, or {@link #ABSENT}. */
    public int get(DirectBuffer buffer, int offset, int length) {
        buffer.boundsCheck(offset, length);
        return get(buffer.byteArray(), buffer.addressOffset() + offset, length);
    }

    /** Value of the text of {@code length} bytes at {@code at}, or {@link #ABSENT}. Reads no byte more. */
    public int get(Object base, long at, int length) {
        int[] table = slots;
        int mask = table.length - 1;
        int slot = slot(hash(base, at, length), mask);
        int number;
        while ((number = table[slot]) != ABSENT) {
            if (texts.length(number) == length && texts.isAt(number, base, at)) {
                return values[number];
            }
            slot = slot + 1 & mask;
        }
        return ABSENT;
    }

    /** Texts in the map. */
    public int size() {
        return texts.size();
    }

    private void insert(int number) {
        int mask = slots.length - 1;
        int slot = slot(hashes[number], mask);
        while (slots[slot] != ABSENT) {
            slot = slot + 1 & mask;
        }
        slots[slot] = number;
    }

    private static int slot(long hash, int mask) {
        return (int) (hash >>> 32) & mask;
    }

    private static long hash(Object base, long at, int length) {
        long hash;
        if (length <= FrameBytes.WORD) {
            hash = FrameBytes.shortWord(base, at, length);
        } else {
            long last = FrameBytes.word(base, at + length - FrameBytes.WORD);
            long middle = FrameBytes.word(base, at + (length - FrameBytes.WORD >>> 1));
            hash = FrameBytes.word(base, at) ^ last * MIX ^ middle * MIX_MIDDLE;
        }
        hash = (hash ^ hash >>> 32 ^ length) * MIX;
        return hash ^ hash >>> 29;
    }
}
