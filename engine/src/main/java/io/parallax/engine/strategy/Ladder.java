package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import java.util.Arrays;

/**
 * One side of one book as its taker meets it, best level first: buyer's prices, model fee of one contract, and sums from
 * the best level down.
 *
 * <pre>
 *   level        0       1       2      3 ...
 *   price        0.41    0.42    0.44               rises; NO is bought from bids at one dollar less their price
 *   end          100     250     260                quantity down to the end of the level
 *   picos, fees  sums of price x quantity and fee x quantity down to the end of the level
 *                |--- read so far ---|  following
 * </pre>
 *
 * Levels are read from the book when first asked for and kept until it changes: of the books of a pair one changes at a
 * time. Prices with their fees are kept as long as the grid and the fee schedule. Memory is taken when a side is read deeper than ever before, and kept.
 */
final class Ladder {
    private static final int FEW = 8;
    private static final long FIVE_TO_15 = 30_517_578_125L;

    /** Cells of a level; a row of zeros stands before the first. */
    private static final int ROW = 8;

    private static final int CONTRACT = 1;
    private static final int END = 2;

    private static final int PRICE = 0;
    private static final int FEE = 3;
    private static final int PICOS = 4;
    private static final int FEES_HIGH = 5;
    private static final int FEES_LOW = 6;

    /** One more than the grid index whose price and fee the row holds: they outlast a change of quantities. */
    private static final int PLACE = 7;

    private final BookSide side;
    private long[] cells = new long[ROW * (1 + FEW)];
    private OrderBook book;
    private TickGrid grid;
    private FeeSchedule schedule;
    private long version;
    private int size;

    /** Grid index of the first level not read, below 0 when there is none. */
    private int following;

    Ladder(BookSide side) {
        this.side = side;
    }

    /** Forgets what was read of another book or at other fees, and reads the best level. */
    void open(Instrument instrument) {
        OrderBook now = instrument.book();
        FeeSchedule charged = instrument.fees();
        if (now != book || now.version() != version || charged != schedule) {
            if (now.grid() != grid || charged != schedule) {
                Arrays.fill(cells, 0);
                grid = now.grid();
                schedule = charged;
            }
            book = now;
            version = now.version();
            size = 0;
            following = now.bestIndex(side);
            readOn();
        }
    }

    /**
     * Reads on until a level is dearer than this or the quantity is reached.
     *
     * @return the quantity read, at most {@code enoughMicros}
     */
    long read(long dearestMicros, long enoughMicros) {
        int last = size * ROW;
        while (cells[last + END] < enoughMicros && cells[last + PRICE] <= dearestMicros && readOn()) {
            last += ROW;
        }
        return Math.min(cells[last + END], enoughMicros);
    }

    /** Reads one level more. @return false when there is none */
    boolean readOn() {
        int index = following;
        if (index < 0) {
            return false;
        }
        int before = size * ROW;
        int row = before + ROW;
        if (row == cells.length) {
            cells = Arrays.copyOf(cells, 2 * row);
        }
        long[] to = cells;
        if (to[row + PLACE] != index + 1) {
            price(to, row, index);
        }
        long price = to[row + PRICE];
        long fee = to[row + FEE];
        long qty = book.qtyMicros(side, index);
        to[row + END] = to[before + END] + qty;
        to[row + PICOS] = to[before + PICOS] + price * qty;
        long low = fee * qty;
        long sum = to[before + FEES_LOW] + low;
        to[row + FEES_HIGH] = to[before + FEES_HIGH] + Math.multiplyHigh(fee, qty) + carry(sum, low);
        to[row + FEES_LOW] = sum;
        size++;
        following = book.nextIndex(side, index);
        return true;
    }

    private void price(long[] to, int row, int index) {
        long bookPrice = grid.priceMicros(index);
        long price = side == BookSide.ASK ? bookPrice : Micros.ONE - bookPrice;
        long fee = schedule.takerFeeFemtosCeil(price);
        to[row + PLACE] = index + 1;
        to[row + PRICE] = price;
        to[row + FEE] = fee;
        to[row + CONTRACT] = price * LegWalk.FEMTOS_PER_MICRO + fee;
    }

    private static long carry(long sum, long added) {
        return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
    }

    /** Levels read so far. */
    int size() {
        return size;
    }

    /** Buyer's price of a level that was read. */
    long priceMicros(int level) {
        return cells[level * ROW + ROW + PRICE];
    }

    /** Model fee of one contract at a level that was read. */
    long feeFemtos(int level) {
        return cells[level * ROW + ROW + FEE];
    }

    /** Price and model fee of one contract at a level that was read. */
    long contractFemtos(int level) {
        return cells[level * ROW + ROW + CONTRACT];
    }

    /** Quantity down to the end of a level that was read. */
    long endMicros(int level) {
        return cells[level * ROW + ROW + END];
    }

    /** Quantity of all levels before one. */
    long startMicros(int level) {
        return cells[level * ROW + END];
    }

    /** The most that rounding adds to what a level costs. */
    long allowanceMicros() {
        return schedule.takerFillAllowanceMicros();
    }

    FeeSchedule schedule() {
        return schedule;
    }

    /** The level in which this quantity ends, looked for from {@code near}; or {@link #size} when the side holds less. */
    int levelOf(long qtyMicros, int near) {
        int level = Math.min(near, size);
        while (level > 0 && startMicros(level) >= qtyMicros) {
            level--;
        }
        while ((level < size || readOn()) && endMicros(level) < qtyMicros) {
            level++;
        }
        return level;
    }

    /** Price times quantity of all levels before one, and of this much of it. */
    long picos(int level, long qtyMicros) {
        long before = cells[level * ROW + PICOS];
        return qtyMicros == 0 ? before : before + priceMicros(level) * qtyMicros;
    }

    /** Model fee of all levels before one, and of this much of it, rounded up once. */
    long feesMicrosCeil(int level, long qtyMicros) {
        int before = level * ROW;
        long high = cells[before + FEES_HIGH];
        long low = cells[before + FEES_LOW];
        if (qtyMicros == 0) {
            return microsCeil(high, low);
        }
        long fee = feeFemtos(level);
        long added = fee * qtyMicros;
        low += added;
        return microsCeil(high + Math.multiplyHigh(fee, qtyMicros) + carry(low, added), low);
    }

    /**
     * Femtos times micros divided by 10^15, rounded up, for a product below 2^89: 10^15 is 2^15 times 5^15, and what is
     * left after the shift is divided by 5^15 in two pieces that fit.
     */
    private static long microsCeil(long high, long low) {
        long pieceHigh = high << 21 | low >>> 43;
        long pieceLow = low >>> 15 & (1L << 28) - 1;
        long quotientHigh = pieceHigh / FIVE_TO_15;
        long rest = pieceHigh % FIVE_TO_15 << 28 | pieceLow;
        long quotient = (quotientHigh << 28) + rest / FIVE_TO_15;
        boolean exact = rest % FIVE_TO_15 == 0 && (low & (1L << 15) - 1) == 0;
        return exact ? quotient : quotient + 1;
    }
}
