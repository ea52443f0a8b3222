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

    private OrderBook book;
    private BookSide side;
    private boolean yes;
    private FeeSchedule fees;
    private int index;
    private boolean moved;

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
        boolean found = at(book.bestIndex(side));
        limitMicros = priceMicros;
        return found;
    }

    /** Goes back to the best level, whole. */
    void rewind() {
        if (moved) {
            moved = false;
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
        long cost = 0;
        long fee = 0;
        long left = qtyMicros;
        int levels = 1;
        rewind();
        while (leftMicros < left) {
            cost += priceMicros * leftMicros;
            fee += feePicosCeil(feeFemtos, leftMicros);
            left -= leftMicros;
            levels++;
            next();
        }
        limitMicros = priceMicros;
        costMicros = ceilDiv(cost + priceMicros * left, PICOS_PER_MICRO);
        feesMicros = ceilDiv(fee + feePicosCeil(feeFemtos, left), PICOS_PER_MICRO) + levels * allowanceMicros();
        if (levels > 1) {
            feesMicros = Math.max(feesMicros, fees.averagePriceFeeCeil(BUY, costMicros, qtyMicros));
        }
    }

    /** What the sale of {@code qtyMicros} leaves after fees, rounded down; depth that is not there sells at nothing. */
    long proceedsMicros(long qtyMicros) {
        long proceeds = 0;
        long fee = 0;
        long allowance = 0;
        long left = qtyMicros;
        rewind();
        while (left > 0 && index >= 0) {
            long taken = Math.min(left, leftMicros);
            proceeds += priceMicros * taken;
            fee += feePicosCeil(feeFemtos, taken);
            allowance += allowanceMicros();
            left -= taken;
            next();
        }
        return Math.floorDiv(proceeds - fee, PICOS_PER_MICRO) - allowance;
    }

    /**
     * Fee of a quantity in picos, rounded up: {@code femtos x qty / 10^9}, cut into pieces that fit. Femtos are below
     * 10^15, quantities at most {@link SizeSolver#MAX_QTY_MICROS}.
     */
    static long feePicosCeil(long femtos, long qtyMicros) {
        if (femtos == 0) {
            return 0;
        }
        long femtosHigh = femtos / 1_000_000_000L;
        long femtosLow = femtos % 1_000_000_000L;
        long thousands = femtosLow * (qtyMicros / 1_000_000L);
        long rest = thousands % 1_000L * 1_000_000L + femtosLow * (qtyMicros % 1_000_000L);
        return femtosHigh * qtyMicros + thousands / 1_000L + ceilDiv(rest, 1_000_000_000L);
    }

    private static long ceilDiv(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }
}
