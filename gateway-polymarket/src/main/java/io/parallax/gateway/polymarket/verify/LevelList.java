package io.parallax.gateway.polymarket.verify;

import java.util.Arrays;

/**
 * One side of a book: prices in ascending order with their quantities, in micros. A level that finds no room is refused
 * and remembered; room is made by {@link #grow}, which is never called for a single change.
 */
final class LevelList {
    private long[] prices;
    private long[] quantities;
    private int size;

    LevelList(int capacity) {
        prices = new long[capacity];
        quantities = new long[capacity];
    }

    int size() {
        return size;
    }

    int capacity() {
        return prices.length;
    }

    long priceMicros(int index) {
        return prices[index];
    }

    long qtyMicros(int index) {
        return quantities[index];
    }

    void clear() {
        size = 0;
    }

    /** Makes room for some levels, in powers of two. Allocates. */
    void grow(int levels) {
        if (levels > prices.length) {
            int capacity = Integer.highestOneBit(levels - 1) << 1;
            prices = Arrays.copyOf(prices, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
        }
    }

    /** Sets the quantity at a price, 0 takes the level away. @return false when there is no room for a new level */
    boolean set(long priceMicros, long qtyMicros) {
        int count = size;
        long[] in = prices;
        int at = count;
        if (count > 0 && priceMicros <= in[count - 1]) {
            at = find(in, count, priceMicros);
            if (in[at] == priceMicros) {
                if (qtyMicros == 0) {
                    remove(at);
                } else {
                    quantities[at] = qtyMicros;
                }
                return true;
            }
        }
        if (qtyMicros == 0) {
            return true;
        }
        if (count == in.length) {
            return false;
        }
        System.arraycopy(in, at, in, at + 1, count - at);
        System.arraycopy(quantities, at, quantities, at + 1, count - at);
        in[at] = priceMicros;
        quantities[at] = qtyMicros;
        size = count + 1;
        return true;
    }

    /** First place whose price is not below; the last price is not below. */
    private static int find(long[] in, int count, long priceMicros) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (in[middle] < priceMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void remove(int at) {
        int moved = size - at - 1;
        System.arraycopy(prices, at + 1, prices, at, moved);
        System.arraycopy(quantities, at + 1, quantities, at, moved);
        size--;
    }
}
