package io.parallax.engine.book;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Full depth of one instrument on its tick grid, in YES terms. Written by the engine thread.
 *
 * <pre>
 *   index      0   1   2   3   4   5   6   ...     (grid, ascending price)
 *   bid qty    .   9   4   .   .   .   .           best bid = highest set bit, walks down
 *   ask qty    .   .   .   .   7   .   2           best ask = lowest set bit, walks up
 * </pre>
 *
 * A side is an array of quantities by grid index and a bit set of the indexes in use; the best index is kept. Setting a
 * level is constant time; when the best level goes, the next one is a bit scan. All memory is taken with the grid, which
 * is the book's whole capacity: a price is on it or is a fault. Bytes of one book ({@link #sizeBytes}):
 *
 * <pre>
 *   step            prices     bytes
 *   0.1                  9       448
 *   0.01                99     1,920
 *   0.001              999    16,768
 *   0.0001           9,999   165,312
 *   0.001/0.01/0.001   279     4,896     (tapered)
 * </pre>
 *
 * <p>A snapshot is laid over what is there: its levels are set and marked, and at its end what it did not name is dropped.
 * A snapshot that repeats the book therefore changes no level, not even for a moment.
 */
public final class OrderBook {
    /** "No price": an empty side. */
    public static final long NO_PRICE = TickGrid.NO_PRICE;

    /** Largest quantity of one level, a million million contracts. */
    public static final long MAX_QTY_MICROS = 1_000_000_000_000_000_000L;

    /** The book itself and its two bit sets, without their arrays. */
    private static final long OBJECTS_BYTES = 80 + 2 * 24;

    private TickGrid grid;
    private long[] bidQty;
    private long[] askQty;
    private LevelBits bidBits;
    private LevelBits askBits;
    private long[] bidMarks;
    private long[] askMarks;
    private int bestBid = -1;
    private int bestAsk = -1;
    private long version;
    private long stampedHash;
    private long lastChangeNs;
    private long contentHash;

    public OrderBook(TickGrid grid) {
        allocate(grid);
    }

    /** Empties the book onto another grid; the only operation here that allocates. */
    public void regrid(TickGrid grid) {
        allocate(grid);
        version++;
    }

    private void allocate(TickGrid newGrid) {
        grid = newGrid;
        bidQty = new long[newGrid.size()];
        askQty = new long[newGrid.size()];
        bidBits = new LevelBits(newGrid.size());
        askBits = new LevelBits(newGrid.size());
        bidMarks = new long[bidBits.words()];
        askMarks = new long[askBits.words()];
        bestBid = -1;
        bestAsk = -1;
        contentHash = 0;
    }

    public TickGrid grid() {
        return grid;
    }

    /**
     * Sets the whole quantity of a level; 0 removes it.
     *
     * @return 0, or {@link BookFault#OFF_GRID}, {@link BookFault#BAD_QTY} with the book unchanged
     */
    public int set(BookSide side, long priceMicros, long qtyMicros) {
        int index = grid.indexOf(priceMicros);
        if (index < 0) {
            return BookFault.OFF_GRID;
        }
        if (qtyMicros < 0 || qtyMicros > MAX_QTY_MICROS) {
            return BookFault.BAD_QTY;
        }
        if (side == BookSide.BID) {
            putBid(index, qtyMicros);
        } else {
            putAsk(index, qtyMicros);
        }
        return BookFault.OK;
    }

    /**
     * Adds a signed quantity to a level; at zero the level goes.
     *
     * @return 0, or {@link BookFault#OFF_GRID}, {@link BookFault#NEGATIVE_LEVEL}, {@link BookFault#BAD_QTY} with the book
     *     unchanged
     */
    public int add(BookSide side, long priceMicros, long deltaQtyMicros) {
        int index = grid.indexOf(priceMicros);
        if (index < 0) {
            return BookFault.OFF_GRID;
        }
        if (deltaQtyMicros > MAX_QTY_MICROS || deltaQtyMicros < -MAX_QTY_MICROS) {
            return BookFault.BAD_QTY;
        }
        boolean bid = side == BookSide.BID;
        long qtyMicros = (bid ? bidQty[index] : askQty[index]) + deltaQtyMicros;
        if (qtyMicros < 0) {
            return BookFault.NEGATIVE_LEVEL;
        }
        if (qtyMicros > MAX_QTY_MICROS) {
            return BookFault.BAD_QTY;
        }
        if (bid) {
            putBid(index, qtyMicros);
        } else {
            putAsk(index, qtyMicros);
        }
        return BookFault.OK;
    }

    private void putBid(int index, long qtyMicros) {
        long before = bidQty[index];
        if (before == qtyMicros) {
            return;
        }
        bidQty[index] = qtyMicros;
        version++;
        contentHash += levelHash(2 * index, qtyMicros) - levelHash(2 * index, before);
        if (before == 0) {
            bidBits.set(index);
            bestBid = Math.max(bestBid, index);
        } else if (qtyMicros == 0) {
            bidBits.clear(index);
            if (index == bestBid) {
                bestBid = bidBits.atOrBelow(index);
            }
        }
    }

    private void putAsk(int index, long qtyMicros) {
        long before = askQty[index];
        if (before == qtyMicros) {
            return;
        }
        askQty[index] = qtyMicros;
        version++;
        contentHash += levelHash(2 * index + 1, qtyMicros) - levelHash(2 * index + 1, before);
        if (before == 0) {
            askBits.set(index);
            bestAsk = bestAsk < 0 ? index : Math.min(bestAsk, index);
        } else if (qtyMicros == 0) {
            askBits.clear(index);
            if (index == bestAsk) {
                bestAsk = askBits.atOrAbove(index);
            }
        }
    }

    /** What one level adds to {@link #contentHash}; nothing when it is empty. */
    private static long levelHash(int key, long qtyMicros) {
        if (qtyMicros == 0) {
            return 0;
        }
        long z = (qtyMicros + key * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 32) * 0x94D049BB133111EBL;
        return z ^ z >>> 29;
    }

    /** Begins a whole new book, laid over the old one by {@link #load}. */
    public void beginSnapshot() {
        Arrays.fill(bidMarks, 0);
        Arrays.fill(askMarks, 0);
    }

    /**
     * Sets a level of the snapshot begun.
     *
     * @return 0, or {@link BookFault#OFF_GRID}, {@link BookFault#BAD_QTY} with the book unchanged
     */
    public int load(BookSide side, long priceMicros, long qtyMicros) {
        int index = grid.indexOf(priceMicros);
        if (index < 0) {
            return BookFault.OFF_GRID;
        }
        if (qtyMicros < 0 || qtyMicros > MAX_QTY_MICROS) {
            return BookFault.BAD_QTY;
        }
        if (side == BookSide.BID) {
            bidMarks[index >>> 6] |= 1L << index;
            putBid(index, qtyMicros);
        } else {
            askMarks[index >>> 6] |= 1L << index;
            putAsk(index, qtyMicros);
        }
        return BookFault.OK;
    }

    /** Ends a whole new book: what was not loaded since it began is gone. */
    public void endSnapshot(long timestampNs) {
        for (int i = bidBits.lowestNotIn(bidMarks, 0); i >= 0; i = bidBits.lowestNotIn(bidMarks, i + 1)) {
            putBid(i, 0);
        }
        for (int i = askBits.lowestNotIn(askMarks, 0); i >= 0; i = askBits.lowestNotIn(askMarks, i + 1)) {
            putAsk(i, 0);
        }
        endUpdate(timestampNs);
    }

    /** Ends one venue message of level changes; stamps the book when other levels than before are the result. */
    public void endUpdate(long timestampNs) {
        if (contentHash != stampedHash) {
            stampedHash = contentHash;
            lastChangeNs = timestampNs;
        }
    }

    /** Removes every level. */
    public void clear() {
        if (bestBid < 0 && bestAsk < 0) {
            return;
        }
        while (bestBid >= 0) {
            bidQty[bestBid] = 0;
            bidBits.clear(bestBid);
            bestBid = bidBits.atOrBelow(bestBid);
        }
        while (bestAsk >= 0) {
            askQty[bestAsk] = 0;
            askBits.clear(bestAsk);
            bestAsk = askBits.atOrAbove(bestAsk);
        }
        version++;
        contentHash = 0;
    }

    /** Highest bid, or {@link #NO_PRICE}. */
    public long bestBidMicros() {
        return bestBid < 0 ? NO_PRICE : grid.priceMicros(bestBid);
    }

    /** Lowest ask, or {@link #NO_PRICE}. */
    public long bestAskMicros() {
        return bestAsk < 0 ? NO_PRICE : grid.priceMicros(bestAsk);
    }

    /** Grid index of the best level, -1 when the side is empty. */
    public int bestIndex(BookSide side) {
        return side == BookSide.BID ? bestBid : bestAsk;
    }

    /** Grid index of the next level away from the best, -1 at the end. */
    public int nextIndex(BookSide side, int index) {
        return side == BookSide.BID ? bidBits.atOrBelow(index - 1) : askBits.atOrAbove(index + 1);
    }

    /** Price at a grid index. */
    public long priceMicros(int index) {
        return grid.priceMicros(index);
    }

    /** Quantity at a grid index, 0 when there is none. */
    public long qtyMicros(BookSide side, int index) {
        return side == BookSide.BID ? bidQty[index] : askQty[index];
    }

    /** Quantity at a price, 0 when there is none or the price is off the grid. */
    public long qtyAt(BookSide side, long priceMicros) {
        int index = grid.indexOf(priceMicros);
        return index < 0 ? 0 : qtyMicros(side, index);
    }

    /** Number of levels of a side. */
    public int levels(BookSide side) {
        return side == BookSide.BID ? bidBits.count() : askBits.count();
    }

    /** Timestamp of the last message that changed the book, 0 before the first. */
    public long lastChangeNs() {
        return lastChangeNs;
    }

    /** Whether the best bid is at or above the best ask (locked counts as crossed). */
    public boolean isCrossed() {
        return bestBid >= bestAsk && bestAsk >= 0;
    }

    /** Grows with every change of any level; equal versions mean an equal book. */
    public long version() {
        return version;
    }

    /**
     * Sum of a hash of every level, kept with each change in constant time: two books of one grid that differ have, but
     * for a chance of one in 2^64, different ones. 0 for an empty book.
     */
    public long contentHash() {
        return contentHash;
    }

    /** Bytes this book holds on to, the grid excluded; a JVM with compressed references. */
    public long sizeBytes() {
        return OBJECTS_BYTES
                + arrayBytes(bidQty.length)
                + arrayBytes(askQty.length)
                + arrayBytes(bidMarks.length)
                + arrayBytes(askMarks.length)
                + bidBits.sizeBytes()
                + askBits.sizeBytes();
    }

    /** Bytes of a {@code long[]}, header included. */
    static long arrayBytes(int length) {
        return 16 + 8L * length;
    }

    /** Hash of what a snapshot under way has named so far. */
    long marksHash(long seed) {
        return StateHash.mix(StateHash.mix(seed, bidMarks, bidMarks.length), askMarks, askMarks.length);
    }

    /** Hash of the levels alone: the same for the same levels, whatever history led to them. */
    public long stateHash(long seed) {
        long hash = StateHash.mix(seed, bidBits.count());
        for (int index = bestBid; index >= 0; index = bidBits.atOrBelow(index - 1)) {
            hash = StateHash.mix(StateHash.mix(hash, grid.priceMicros(index)), bidQty[index]);
        }
        hash = StateHash.mix(hash, askBits.count());
        for (int index = bestAsk; index >= 0; index = askBits.atOrAbove(index + 1)) {
            hash = StateHash.mix(StateHash.mix(hash, grid.priceMicros(index)), askQty[index]);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "bid " + bestBidMicros() + " ask " + bestAskMicros() + " levels "
                + Arrays.toString(new int[] {bidBits.count(), askBits.count()});
    }
}
