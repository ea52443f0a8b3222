package io.parallax.gateway.feed;

import org.agrona.collections.Long2LongHashMap;

/**
 * The books whose changes wait, by line and instrument, in the order in which they began to wait. Memory is made once.
 */
final class WaitingBooks {
    static final int NONE = -1;

    private static final float LOAD = 0.6f;

    private final Long2LongHashMap books;
    private final int[] previous;
    private final int[] next;
    private int free;
    private int first = NONE;
    private int last = NONE;
    private int size;

    final int[] lines;
    final int[] instrumentIds;
    final int[] epochs;
    /** Whether a whole book waits, not changes. */
    final boolean[] whole;
    /** Whether the ring took the beginning of a message whose end waits. */
    final boolean[] begun;

    final int[] messages;
    final int[] firstNode;
    final int[] lastNode;
    final long[] timestampsNs;
    final long[] venueTimesNs;
    final long[] receivedNanos;

    WaitingBooks(int capacity) {
        books = new Long2LongHashMap(2 * capacity, LOAD, NONE);
        previous = new int[capacity];
        next = new int[capacity];
        lines = new int[capacity];
        instrumentIds = new int[capacity];
        epochs = new int[capacity];
        whole = new boolean[capacity];
        begun = new boolean[capacity];
        messages = new int[capacity];
        firstNode = new int[capacity];
        lastNode = new int[capacity];
        timestampsNs = new long[capacity];
        venueTimesNs = new long[capacity];
        receivedNanos = new long[capacity];
        for (int i = 0; i < capacity; i++) {
            next[i] = i + 1 < capacity ? i + 1 : NONE;
        }
    }

    int size() {
        return size;
    }

    /** The book that waits longest, or {@link #NONE}. */
    int first() {
        return first;
    }

    int next(int book) {
        return next[book];
    }

    int find(int line, int instrumentId) {
        return (int) books.get(key(line, instrumentId));
    }

    /** @return {@link #NONE} when there is no room */
    int add(int line, int instrumentId) {
        if (free == NONE) {
            return NONE;
        }
        int book = free;
        free = next[book];
        previous[book] = last;
        next[book] = NONE;
        if (last == NONE) {
            first = book;
        } else {
            next[last] = book;
        }
        last = book;
        size++;
        lines[book] = line;
        instrumentIds[book] = instrumentId;
        whole[book] = false;
        begun[book] = false;
        messages[book] = 0;
        firstNode[book] = LevelPool.NONE;
        lastNode[book] = LevelPool.NONE;
        books.put(key(line, instrumentId), book);
        return book;
    }

    void remove(int book) {
        books.remove(key(lines[book], instrumentIds[book]));
        if (previous[book] == NONE) {
            first = next[book];
        } else {
            next[previous[book]] = next[book];
        }
        if (next[book] == NONE) {
            last = previous[book];
        } else {
            previous[next[book]] = previous[book];
        }
        next[book] = free;
        free = book;
        size--;
    }

    private static long key(int line, int instrumentId) {
        return (long) line << 32 | instrumentId & 0xFFFF_FFFFL;
    }
}
