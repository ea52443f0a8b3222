package io.parallax.engine.strategy;

import static io.parallax.codecs.sbe.OrderAction.BUY;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.instrument.Instrument;

/**
 * The levels that one leg is bought from, or sold into, best first, at own-leg prices: a place in a {@link Ladder} that
 * moves ({@link #next}), and what the best levels down to a quantity come to.
 */
final class LegWalk {
    /** Femtos (10^-15 dollars) a micro. */
    static final long FEMTOS_PER_MICRO = 1_000_000_000L;

    /** Picos (10^-12 dollars) a micro: price times quantity, both in micros, is in picos. */
    static final long PICOS_PER_MICRO = 1_000_000L;

    /** The side ends before the quantity. */
    static final long NO_DEPTH = -1;

    private static final long FEMTOS_PER_ONE = FEMTOS_PER_MICRO * Micros.ONE;

    private final Ladders ladders;
    private Ladder ladder;
    private boolean sells;
    private int level;

    /** What one contract costs at this level with its fee, or brings without it where the leg is sold; 0 beyond the last. */
    long contractFemtos;

    /** Quantity from the best level to the end of this one; without end beyond the last level. */
    long endMicros;

    /** Results of {@link #measure}. */
    long limitMicros;

    long costMicros;
    long feesMicros;

    LegWalk(Ladders ladders) {
        this.ladders = ladders;
    }

    /** Goes to the best level a buyer takes from. @return false when there is none */
    boolean beginBuying(Instrument instrument, Outcome outcome) {
        sells = false;
        ladder = ladders.of(instrument, Instrument.sideToBuy(outcome));
        return begin();
    }

    /** Goes to the best level a seller sells to. @return false when there is none */
    boolean beginSelling(Instrument instrument, Outcome outcome) {
        sells = true;
        ladder = ladders.of(instrument, Instrument.sideToSell(outcome));
        return begin();
    }

    private boolean begin() {
        level = 0;
        boolean found = show();
        limitMicros = found ? ladder.priceMicros(0) : 0;
        costMicros = 0;
        feesMicros = 0;
        return found;
    }

    /** Goes back to the best level. */
    void rewind() {
        if (level > 0) {
            level = 0;
            show();
        }
    }

    /** Goes to the next level. @return false when there is none */
    boolean next() {
        level++;
        return show();
    }

    private boolean show() {
        if (level == ladder.size() && !ladder.readOn()) {
            contractFemtos = 0;
            endMicros = Long.MAX_VALUE;
            return false;
        }
        long femtos = ladder.contractFemtos(level);
        contractFemtos = sells ? FEMTOS_PER_ONE - femtos : femtos;
        endMicros = ladder.endMicros(level);
        return true;
    }

    /** Whether there is a level at this place. */
    boolean isThere() {
        return endMicros < Long.MAX_VALUE;
    }

    /** Model fee of one contract at the best level. */
    long bestFeeFemtos() {
        return ladder.feeFemtos(0);
    }

    /** As {@link Ladder#read}. */
    long read(long dearestMicros, long enoughMicros) {
        return ladder.read(dearestMicros, enoughMicros);
    }

    /** The most that rounding adds to what a level costs. */
    long allowanceMicros() {
        return ladder.allowanceMicros();
    }

    /** Whether the best level alone holds this quantity. */
    boolean bestHolds(long qtyMicros) {
        return ladder.endMicros(0) >= qtyMicros;
    }

    /** Cost of the best {@code qtyMicros}, at most three million contracts, in picos; or {@link #NO_DEPTH}. */
    long costPicos(long qtyMicros) {
        if (bestHolds(qtyMicros)) {
            return ladder.priceMicros(0) * qtyMicros;
        }
        int last = ladder.levelOf(qtyMicros, 0);
        return last == ladder.size() ? NO_DEPTH : ladder.picos(last, qtyMicros - ladder.startMicros(last));
    }

    /** The least quantity whose cost is at least this, not rounded to a lot; or {@link #NO_DEPTH}. */
    long qtyForPicos(long neededPicos) {
        long start = 0;
        for (int next = 0; start < SizeSolver.MAX_QTY_MICROS && (next < ladder.size() || ladder.readOn()); next++) {
            long price = ladder.priceMicros(next);
            long wanted = (neededPicos - ladder.picos(next, 0) + price - 1) / price;
            if (Math.min(ladder.endMicros(next) - start, SizeSolver.MAX_QTY_MICROS) >= wanted) {
                return start + wanted;
            }
            start = ladder.endMicros(next);
        }
        return NO_DEPTH;
    }

    /**
     * Works out what the best {@code qtyMicros} cost: limit, cost, and fees as the dearer of level by level and at the
     * average price of the whole match. One level has no other average than its price.
     */
    void measure(long qtyMicros) {
        int last = ladder.levelOf(qtyMicros, level);
        long ofLast = qtyMicros - ladder.startMicros(last);
        limitMicros = ladder.priceMicros(last);
        costMicros = ceilDiv(ladder.picos(last, ofLast), PICOS_PER_MICRO);
        feesMicros = ladder.feesMicrosCeil(last, ofLast) + (last + 1) * allowanceMicros();
        if (last > 0) {
            feesMicros = Math.max(feesMicros, ladder.schedule().averagePriceFeeCeil(BUY, costMicros, qtyMicros));
        }
    }

    /** What the sale of {@code qtyMicros} leaves after fees, rounded down; depth that is not there sells at nothing. */
    long proceedsMicros(long qtyMicros) {
        int last = ladder.levelOf(qtyMicros, level);
        long ofLast = last == ladder.size() ? 0 : qtyMicros - ladder.startMicros(last);
        long picos = Micros.ONE * (ladder.startMicros(last) + ofLast) - ladder.picos(last, ofLast);
        int levels = ofLast == 0 ? last : last + 1;
        return picos / PICOS_PER_MICRO - ladder.feesMicrosCeil(last, ofLast) - levels * allowanceMicros();
    }

    private static long ceilDiv(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }
}
