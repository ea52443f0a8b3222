package io.parallax.engine.position;

import io.parallax.codecs.sbe.Settlement;
import io.parallax.engine.state.StateHash;

/**
 * Every fill seen, by its whole key (trade id, order, part): the reason why a duplicate changes nothing. Open addressing
 * over parallel arrays, nothing allocated after construction; when full, {@link #add} says so and the engine halts.
 */
public final class FillTable {
    private final int mask;
    private final int maxSize;
    private final long[] tradeHigh;
    private final long[] tradeLow;
    private final long[] orderId;
    private final int[] part;
    private final byte[] settlement;
    private final long[] priceMicros;
    private final long[] qtyMicros;
    private final long[] feeMicros;
    private int size;
    private long fold = StateHash.SEED;

    /** @param capacity a power of two; three quarters of it are used */
    public FillTable(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("fill capacity " + capacity + " is not a power of two");
        }
        mask = capacity - 1;
        maxSize = capacity / 4 * 3;
        tradeHigh = new long[capacity];
        tradeLow = new long[capacity];
        orderId = new long[capacity];
        part = new int[capacity];
        settlement = new byte[capacity];
        priceMicros = new long[capacity];
        qtyMicros = new long[capacity];
        feeMicros = new long[capacity];
    }

    /** Index of the fill with this key, or {@code -1 - free} where it would go. */
    public int find(long high, long low, long order, int partIndex) {
        long h = StateHash.mix(StateHash.mix(StateHash.mix(high, low), order), partIndex);
        int i = (int) h & mask;
        while (settlement[i] != 0) {
            if (tradeLow[i] == low && tradeHigh[i] == high && orderId[i] == order && part[i] == partIndex) {
                return i;
            }
            i = i + 1 & mask;
        }
        return -1 - i;
    }

    /** @return false when the table is full and the fill was not added */
    public boolean add(
            int free,
            long high,
            long low,
            long order,
            int partIndex,
            Settlement state,
            long price,
            long qty,
            long fee) {
        if (size >= maxSize) {
            return false;
        }
        int i = -1 - free;
        tradeHigh[i] = high;
        tradeLow[i] = low;
        orderId[i] = order;
        part[i] = partIndex;
        settlement[i] = (byte) state.value();
        priceMicros[i] = price;
        qtyMicros[i] = qty;
        feeMicros[i] = fee;
        size++;
        touch(i);
        return true;
    }

    public Settlement settlement(int index) {
        return Settlement.get(settlement[index]);
    }

    public void settle(int index, Settlement state) {
        settlement[index] = (byte) state.value();
        touch(index);
    }

    public long priceMicros(int index) {
        return priceMicros[index];
    }

    public long qtyMicros(int index) {
        return qtyMicros[index];
    }

    public long feeMicros(int index) {
        return feeMicros[index];
    }

    public int size() {
        return size;
    }

    private void touch(int i) {
        fold = StateHash.mix(StateHash.mix(StateHash.mix(fold, tradeLow[i]), orderId[i]), settlement[i]);
    }

    /** Folds the history of this table into {@code hash}. */
    public long stateHash(long hash) {
        return StateHash.mix(StateHash.mix(hash, fold), size);
    }
}
