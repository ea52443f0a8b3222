package io.parallax.engine.strategy;

import static io.parallax.codecs.sbe.OrderAction.BUY;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;

/**
 * The levels that one leg is bought from, or sold into, best first, at own-leg prices with the model fee of one contract.
 * A place in the book that moves ({@link #begin}, {@link #next}), and sums from the best level down to a quantity, which
 * leave the place where it is. Nothing is allocated.
 */
final class LegWalk {
    /** Femtos (10^-15 dollars) a micro. */
    static final long FEMTOS_PER_MICRO = 1_000_000_000L;

    /** Picos (10^-12 dollars) a micro: price times quantity, both in micros, is in picos. */
    static final long PICOS_PER_MICRO = 1_000_000L;

    /** The side ends before the quantity. */
    static final long NO_DEPTH = -1;

    private static final long FIVE_TO_15 = 30_517_578_125L;

    private OrderBook book;
    private BookSide side;
    private boolean yes;
    private FeeSchedule fees;
    private int index;
    private boolean moved;

    /** Sums over the levels that are used up. */
    private int doneLevels;

    private long doneQtyMicros;
    private long donePicos;
    private long doneFeeHigh;
    private long doneFeeLow;
    private long donePriceMicros;

    /** Own-leg price of the level. */
    long priceMicros;

    /** Model fee of one contract at this level. */
    long feeFemtos;

    /** What the level still holds. */
    long leftMicros;

    /** Results of {@link #measure}. */
    long limitMicros;

    long costMicros;
    long feesMicros;

    /** Goes to the best level a buyer takes from. @return false when there is none */
    boolean beginBuying(Instrument instrument, Outcome outcome) {
        return begin(instrument, outcome, Instrument.sideToBuy(outcome));
    }

    /** Goes to the best level a seller sells to. @return false when there is none */
    boolean beginSelling(Instrument instrument, Outcome outcome) {
        return begin(instrument, outcome, Instrument.sideToSell(outcome));
    }

    private boolean begin(Instrument instrument, Outcome outcome, BookSide takenFrom) {
        book = instrument.book();
        side = takenFrom;
        yes = outcome == Outcome.YES;
        fees = instrument.fees();
        costMicros = 0;
        feesMicros = 0;
        moved = false;
        forgetDone();
        boolean found = at(book.bestIndex(side));
        limitMicros = priceMicros;
        return found;
    }

    /** Goes back to the best level, whole. */
    void rewind() {
        if (moved) {
            moved = false;
            forgetDone();
            at(book.bestIndex(side));
        }
    }

    /** Goes to the next level. @return false when there is none; the price is 0 then, and what is left without end */
    boolean next() {
        moved = true;
        return at(book.nextIndex(side, index));
    }

    private boolean at(int level) {
        index = level;
        if (level < 0) {
            priceMicros = 0;
            feeFemtos = 0;
            leftMicros = Long.MAX_VALUE;
            return false;
        }
        priceMicros = ownPrice(level);
        feeFemtos = fees.takerFeeFemtosCeil(priceMicros);
        leftMicros = book.qtyMicros(side, level);
        return true;
    }

    private long ownPrice(int level) {
        long price = book.priceMicros(level);
        return yes ? price : Micros.ONE - price;
    }

    /** Takes from the level; true when nothing is left of it. */
    boolean take(long qtyMicros) {
        moved = true;
        leftMicros -= qtyMicros;
        return leftMicros == 0;
    }

    /** Adds a whole level to what is used up and goes to the next. @return false when there is none */
    boolean useUp() {
        add(book.qtyMicros(side, index));
        return next();
    }

    private void add(long qtyMicros) {
        doneLevels++;
        doneQtyMicros += qtyMicros;
        donePicos += priceMicros * qtyMicros;
        donePriceMicros = priceMicros;
        if (feeFemtos != 0) {
            long low = feeFemtos * qtyMicros;
            doneFeeLow += low;
            doneFeeHigh +=
                    Math.multiplyHigh(feeFemtos, qtyMicros) + (Long.compareUnsigned(doneFeeLow, low) < 0 ? 1 : 0);
        }
    }

    private void forgetDone() {
        doneLevels = 0;
        doneQtyMicros = 0;
        donePicos = 0;
        doneFeeHigh = 0;
        doneFeeLow = 0;
    }

    /** Price and fee of one contract at this level. */
    long buyFemtos() {
        return priceMicros * FEMTOS_PER_MICRO + feeFemtos;
    }

    /** What the sale of one contract at this level leaves after its fee; 0 beyond the last level. */
    long saleFemtos() {
        return priceMicros * FEMTOS_PER_MICRO - feeFemtos;
    }

    /** The most that rounding adds to what this level costs. */
    long allowanceMicros() {
        return fees.takerFillAllowanceMicros();
    }

    /** Cost of the best {@code qtyMicros}, at most {@link SizeSolver#MAX_QTY_MICROS}, in picos; or {@link #NO_DEPTH}. */
    long costPicos(long qtyMicros) {
        if (!moved && qtyMicros <= leftMicros) {
            return priceMicros * qtyMicros; // all of it at the best level, where the walk still is
        }
        long cost = 0;
        long left = qtyMicros;
        for (int level = book.bestIndex(side); level >= 0; level = book.nextIndex(side, level)) {
            long here = book.qtyMicros(side, level);
            if (here >= left) {
                return cost + ownPrice(level) * left;
            }
            cost += ownPrice(level) * here;
            left -= here;
        }
        return NO_DEPTH;
    }

    /** The least quantity whose cost is at least this, not rounded to a lot; or {@link #NO_DEPTH}. */
    long qtyForPicos(long neededPicos) {
        long qty = 0;
        long left = neededPicos;
        for (int level = book.bestIndex(side);
                level >= 0 && qty < SizeSolver.MAX_QTY_MICROS;
                level = book.nextIndex(side, level)) {
            long price = ownPrice(level);
            long wanted = (left + price - 1) / price;
            long here = Math.min(book.qtyMicros(side, level), SizeSolver.MAX_QTY_MICROS);
            if (here >= wanted) {
                return qty + wanted;
            }
            qty += here;
            left -= price * here;
        }
        return NO_DEPTH;
    }

    /**
     * Works out what the best {@code qtyMicros} cost: limit, cost, and fees as the dearer of level by level and at the
     * average price of the whole match. One level has no other average than its price.
     */
    void measure(long qtyMicros) {
        if (qtyMicros < doneQtyMicros) {
            rewind();
        }
        while (qtyMicros > doneQtyMicros && qtyMicros - doneQtyMicros > book.qtyMicros(side, index)) {
            moved = true;
            useUp();
        }
        if (qtyMicros > doneQtyMicros) {
            moved = true;
            add(qtyMicros - doneQtyMicros);
        }
        limitMicros = donePriceMicros;
        costMicros = ceilDiv(donePicos, PICOS_PER_MICRO);
        feesMicros = microsCeil(doneFeeHigh, doneFeeLow) + doneLevels * allowanceMicros();
        if (doneLevels > 1) {
            feesMicros = Math.max(feesMicros, fees.averagePriceFeeCeil(BUY, costMicros, qtyMicros));
        }
    }

    /**
     * Femtos times micros divided by 10^15, rounded up, for a product below 2^89: 10^15 is 2^15 times 5^15, and what is
     * left after the shift is divided by 5^15 in two pieces that fit.
     */
    static long microsCeil(long high, long low) {
        if ((high | low) == 0) {
            return 0;
        }
        long pieceHigh = high << 21 | low >>> 43;
        long pieceLow = low >>> 15 & (1L << 28) - 1;
        long quotientHigh = pieceHigh / FIVE_TO_15;
        long rest = pieceHigh % FIVE_TO_15 << 28 | pieceLow;
        long quotient = (quotientHigh << 28) + rest / FIVE_TO_15;
        boolean exact = rest % FIVE_TO_15 == 0 && (low & (1L << 15) - 1) == 0;
        return exact ? quotient : quotient + 1;
    }

    /** What the sale of {@code qtyMicros} leaves after fees, rounded down; depth that is not there sells at nothing. */
    long proceedsMicros(long qtyMicros) {
        if (qtyMicros < doneQtyMicros) {
            rewind();
        }
        while (index >= 0 && qtyMicros > doneQtyMicros) {
            long here = book.qtyMicros(side, index);
            moved = true;
            if (here > qtyMicros - doneQtyMicros) {
                add(qtyMicros - doneQtyMicros);
            } else {
                useUp();
            }
        }
        return donePicos / PICOS_PER_MICRO - microsCeil(doneFeeHigh, doneFeeLow) - doneLevels * allowanceMicros();
    }

    private static long ceilDiv(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }
}
