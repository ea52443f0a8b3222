package io.parallax.engine.position;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
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
    private final int[] instrumentId;
    private final int[] pairId;
    private final int[] venueNumber;
    private final byte[] side;
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
        instrumentId = new int[capacity];
        pairId = new int[capacity];
        venueNumber = new int[capacity];
        side = new byte[capacity];
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

    /**
     * What a fill just added was of, so that it can be taken back exactly, whatever the message that takes it back says.
     *
     * @param pair of its order, negative for none
     * @param number of the fill among those of its venue
     */
    public void describe(int index, int instrument, Outcome outcome, OrderAction action, int pair, int number) {
        instrumentId[index] = instrument;
        side[index] = (byte) (outcome.value() | action.value() << 2);
        pairId[index] = pair;
        venueNumber[index] = number;
        fold = StateHash.mix(StateHash.mix(fold, instrument), side[index]);
        fold = StateHash.mix(StateHash.mix(fold, pair), number);
    }

    public int instrumentId(int index) {
        return instrumentId[index];
    }

    public Outcome outcome(int index) {
        return Outcome.get((short) (side[index] & 3));
    }

    public OrderAction action(int index) {
        return OrderAction.get((short) (side[index] >> 2));
    }

    /** Pair of its order, negative for none. */
    public int pairId(int index) {
        return pairId[index];
    }

    /** Place among the fills of its venue. */
    public int venueNumber(int index) {
        return venueNumber[index];
    }

    public long orderId(int index) {
        return orderId[index];
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

    /** Places there are, used or not. */
    public int capacity() {
        return mask + 1;
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
