package io.parallax.gateway.polymarket.verify;

import io.parallax.codecs.units.Micros;
import java.util.Arrays;

/**
 * One side of a book: prices in ascending order, each with its quantity behind it, in micros. Changes are looked for from
 * the highest price down. A level that finds no room is refused and remembered; room is made by {@link #grow}, which is
 * never called for a single change.
 */
final class LevelList {
    /** Levels looked at one by one before the rest is halved. */
    private static final int NEAR = 8;

    private long[] values;
    private int size;

    LevelList(int capacity) {
        values = new long[2 * capacity];
    }

    int size() {
        return size;
    }

    int capacity() {
        return values.length >> 1;
    }

    long priceMicros(int index) {
        return values[2 * index];
    }

    long qtyMicros(int index) {
        return values[2 * index + 1];
    }

    void clear() {
        size = 0;
    }

    /** Makes room for some levels, in powers of two. Allocates. */
    void grow(int levels) {
        if (levels > capacity()) {
            values = Arrays.copyOf(values, 2 * (Integer.highestOneBit(levels - 1) << 1));
        }
    }

    /**
     * Appends levels as long as their prices ascend, their quantities are not 0 and there is room.
     *
     * @param told price and quantity of each in turn
     * @param turned whether prices count from certainty down
     * @return the first that was not appended, {@code to} for none
     */
    int append(long[] told, int from, int to, boolean turned) {
        long[] in = values;
        long sign = turned ? -1 : 1;
        long zero = turned ? Micros.ONE : 0;
        int count = size;
        long last = count == 0 ? Long.MIN_VALUE : in[2 * count - 2];
        int end = Math.min(to, from + capacity() - count);
        int i = from;
        for (; i < end; i++, count++) {
            long price = zero + sign * told[2 * i];
            long qty = told[2 * i + 1];
            if (price <= last || qty == 0) {
                break;
            }
            in[2 * count] = price;
            in[2 * count + 1] = qty;
            last = price;
        }
        size = count;
        return i;
    }

    /** Sets the quantity at a price, 0 takes the level away. @return false when there is no room for a new level */
    boolean set(long priceMicros, long qtyMicros) {
        long[] in = values;
        int count = size;
        int above = above(in, count, priceMicros);
        if (above > 0 && in[2 * above - 2] == priceMicros) {
            if (qtyMicros == 0) {
                System.arraycopy(in, 2 * above, in, 2 * above - 2, 2 * (count - above));
                size = count - 1;
            } else {
                in[2 * above - 1] = qtyMicros;
            }
            return true;
        }
        if (qtyMicros == 0) {
            return true;
        }
        if (2 * count == in.length) {
            return false;
        }
        System.arraycopy(in, 2 * above, in, 2 * above + 2, 2 * (count - above));
        in[2 * above] = priceMicros;
        in[2 * above + 1] = qtyMicros;
        size = count + 1;
        return true;
    }

    /** First place whose price is above, {@code count} for none. */
    private static int above(long[] in, int count, long priceMicros) {
        int high = count;
        for (int near = Math.max(0, count - NEAR); high > near; high--) {
            if (in[2 * high - 2] <= priceMicros) {
                return high;
            }
        }
        int low = 0;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (in[2 * middle] <= priceMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
