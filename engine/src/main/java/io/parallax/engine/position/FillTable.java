package io.parallax.engine.position;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.engine.state.StateHash;

/**
 * Every fill seen, by its whole key (trade id, order, part): the reason why a duplicate changes nothing. Fills stand in the
 * order in which they came, each in one piece of memory; a table of their numbers finds them. Nothing is allocated after
 * construction; when full, {@link #add} says so and the engine halts.
 */
public final class FillTable {
    /** A fill that was not found. */
    public static final int ABSENT = -1;

    private static final int STRIDE = 8;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int ORDER = 2;
    private static final int PRICE = 3;
    private static final int QTY = 4;
    private static final int FEE = 5;
    /** Part in the upper half, instrument in the lower. */
    private static final int PART_INSTRUMENT = 6;
    /** From above: pair (32 bits), number among the fills of its venue (24), outcome and action (4), settlement (4). */
    private static final int REST = 7;

    private static final int SETTLEMENT_BITS = 4;
    private static final int SIDE_BITS = 4;
    private static final int NUMBER_BITS = 24;
    private static final int NUMBER_AT = SETTLEMENT_BITS + SIDE_BITS;
    private static final int PAIR_AT = NUMBER_AT + NUMBER_BITS;

    private final int mask;
    private final int maxSize;

    /** Number of a fill and one, by the hash of its key; 0 = free. */
    private final int[] places;

    private final long[] rows;
    private int size;
    private long fold = StateHash.SEED;

    /** @param capacity a power of two; three quarters of it are used */
    public FillTable(int capacity) {
        if (Integer.bitCount(capacity) != 1 || capacity > 1 << NUMBER_BITS) {
            throw new IllegalArgumentException(
                    "fill capacity " + capacity + " is not a power of two up to " + (1 << NUMBER_BITS));
        }
        mask = capacity - 1;
        maxSize = capacity / 4 * 3;
        places = new int[capacity];
        rows = new long[maxSize * STRIDE];
    }

    /** Number of the fill with this key, or {@link #ABSENT}. */
    public int find(long high, long low, long order, int partIndex) {
        int i = placeOf(high, low, order, partIndex);
        for (int place = places[i]; place != 0; place = places[i]) {
            int row = (place - 1) * STRIDE;
            if (rows[row + LOW] == low
                    && rows[row + HIGH] == high
                    && rows[row + ORDER] == order
                    && (int) (rows[row + PART_INSTRUMENT] >> Integer.SIZE) == partIndex) {
                return place - 1;
            }
            i = i + 1 & mask;
        }
        return ABSENT;
    }

    private int placeOf(long high, long low, long order, int partIndex) {
        return (int) StateHash.mix(StateHash.mix(StateHash.mix(high, low), order), partIndex) & mask;
    }

    /**
     * Adds a fill that is not there.
     *
     * @return its number, or {@link #ABSENT} when the table is full and it was not added
     */
    public int add(long high, long low, long order, int partIndex, Settlement state, long price, long qty, long fee) {
        if (size >= maxSize) {
            return ABSENT;
        }
        int i = placeOf(high, low, order, partIndex);
        while (places[i] != 0) {
            i = i + 1 & mask;
        }
        int number = size++;
        places[i] = number + 1;
        int row = number * STRIDE;
        rows[row + HIGH] = high;
        rows[row + LOW] = low;
        rows[row + ORDER] = order;
        rows[row + PRICE] = price;
        rows[row + QTY] = qty;
        rows[row + FEE] = fee;
        rows[row + PART_INSTRUMENT] = (long) partIndex << Integer.SIZE;
        rows[row + REST] = state.value();
        touch(row);
        return number;
    }

    /**
     * What a fill just added was of, so that it can be taken back exactly, whatever the message that takes it back says.
     *
     * @param pair of its order, negative for none
     * @param number of the fill among those of its venue
     */
    public void describe(int fill, int instrument, Outcome outcome, OrderAction action, int pair, int number) {
        int row = fill * STRIDE;
        int side = outcome.value() | action.value() << 2;
        rows[row + PART_INSTRUMENT] |= instrument & 0xFFFF_FFFFL;
        rows[row + REST] |= (long) side << SETTLEMENT_BITS | (long) number << NUMBER_AT | (long) pair << PAIR_AT;
        fold = StateHash.mix(StateHash.mix(fold, instrument), side);
        fold = StateHash.mix(StateHash.mix(fold, pair), number);
    }

    public int instrumentId(int fill) {
        return (int) rows[fill * STRIDE + PART_INSTRUMENT];
    }

    public Outcome outcome(int fill) {
        return Outcome.get((short) (side(fill) & 3));
    }

    public OrderAction action(int fill) {
        return OrderAction.get((short) (side(fill) >> 2));
    }

    private int side(int fill) {
        return (int) (rows[fill * STRIDE + REST] >> SETTLEMENT_BITS) & (1 << SIDE_BITS) - 1;
    }

    /** Pair of its order, negative for none. */
    public int pairId(int fill) {
        return (int) (rows[fill * STRIDE + REST] >> PAIR_AT);
    }

    /** Place among the fills of its venue. */
    public int venueNumber(int fill) {
        return (int) (rows[fill * STRIDE + REST] >> NUMBER_AT) & (1 << NUMBER_BITS) - 1;
    }

    public long orderId(int fill) {
        return rows[fill * STRIDE + ORDER];
    }

    public Settlement settlement(int fill) {
        return Settlement.get((short) (rows[fill * STRIDE + REST] & (1 << SETTLEMENT_BITS) - 1));
    }

    public void settle(int fill, Settlement state) {
        int row = fill * STRIDE;
        rows[row + REST] = rows[row + REST] & -(1L << SETTLEMENT_BITS) | state.value();
        touch(row);
    }

    public long priceMicros(int fill) {
        return rows[fill * STRIDE + PRICE];
    }

    public long qtyMicros(int fill) {
        return rows[fill * STRIDE + QTY];
    }

    public long feeMicros(int fill) {
        return rows[fill * STRIDE + FEE];
    }

    /** Fills it holds at most, and more. */
    public int capacity() {
        return mask + 1;
    }

    public int size() {
        return size;
    }

    private void touch(int row) {
        long settlement = rows[row + REST] & (1 << SETTLEMENT_BITS) - 1;
        fold = StateHash.mix(StateHash.mix(StateHash.mix(fold, rows[row + LOW]), rows[row + ORDER]), settlement);
    }

    /** Folds the history of this table into {@code hash}. */
    public long stateHash(long hash) {
        return StateHash.mix(StateHash.mix(hash, fold), size);
    }
}
