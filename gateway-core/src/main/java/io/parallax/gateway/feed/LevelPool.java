package io.parallax.gateway.feed;

import org.agrona.collections.Long2LongHashMap;

/**
 * Level changes that wait, of many books, in memory made once: one node for a side and price of a book, chained in the
 * order of their first change. 21 bytes a node, and 32 in the index.
 */
final class LevelPool {
    static final int NONE = -1;

    private static final long MAX_PRICE = (1L << 31) - 1;
    private static final float LOAD = 0.6f;

    private final Long2LongHashMap nodes;
    private final long[] keys;
    private final long[] qtys;
    private final boolean[] deltas;
    private final int[] next;
    private int free;

    LevelPool(int capacity) {
        nodes = new Long2LongHashMap(2 * capacity, LOAD, NONE);
        keys = new long[capacity];
        qtys = new long[capacity];
        deltas = new boolean[capacity];
        next = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            next[i] = i + 1 < capacity ? i + 1 : NONE;
        }
    }

    /** Node of a level, or {@link #NONE}. */
    int find(int book, boolean ask, long priceMicros) {
        return isPrice(priceMicros) ? (int) nodes.get(key(book, ask, priceMicros)) : NONE;
    }

    /** A new node behind {@code last} ({@link #NONE} = the first of its book), or {@link #NONE} when there is no room. */
    int add(int book, boolean ask, long priceMicros, int last) {
        if (free == NONE || !isPrice(priceMicros)) {
            return NONE;
        }
        int node = free;
        free = next[node];
        next[node] = NONE;
        keys[node] = key(book, ask, priceMicros);
        nodes.put(keys[node], node);
        if (last != NONE) {
            next[last] = node;
        }
        return node;
    }

    /** Gives the node back. @return the one behind it, or {@link #NONE} */
    int remove(int node) {
        int behind = next[node];
        nodes.remove(keys[node]);
        next[node] = free;
        free = node;
        return behind;
    }

    int next(int node) {
        return next[node];
    }

    boolean isAsk(int node) {
        return (keys[node] >>> 31 & 1) == 1;
    }

    long priceMicros(int node) {
        return keys[node] & MAX_PRICE;
    }

    long qtyMicros(int node) {
        return qtys[node];
    }

    boolean isDelta(int node) {
        return deltas[node];
    }

    void set(int node, boolean delta, long qtyMicros) {
        deltas[node] = delta;
        qtys[node] = qtyMicros;
    }

    private static boolean isPrice(long micros) {
        return micros >= 0 && micros <= MAX_PRICE;
    }

    private static long key(int book, boolean ask, long priceMicros) {
        return (long) book << 32 | (ask ? 1L << 31 : 0) | priceMicros;
    }
}
