package io.parallax.engine.execution;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.instrument.Instrument;

/** What a book shows a buyer within a limit. Pure: reads the book of now. */
final class Depth {
    private static final long PICOS_PER_MICRO = 1_000_000L;

    private Depth() {}

    /** Contracts of an outcome offered within a limit; counting stops at {@code enoughMicros}. */
    static long offeredMicros(Instrument instrument, Outcome outcome, long limitMicros, long enoughMicros) {
        OrderBook book = instrument.book();
        BookSide side = Instrument.sideToBuy(outcome);
        long offered = 0;
        for (int level = book.bestIndex(side);
                level >= 0 && offered < enoughMicros;
                level = book.nextIndex(side, level)) {
            if (Instrument.ownPrice(outcome, book.priceMicros(level)) > limitMicros) {
                break;
            }
            offered += Math.min(book.qtyMicros(side, level), enoughMicros);
        }
        return Math.min(offered, enoughMicros);
    }

    /**
     * What a quantity costs: at the levels shown within the limit, what they do not hold at the limit itself. An order that
     * spends this much gets the quantity if the book stays as it is, and less if levels go.
     *
     * @return at most {@code limit x quantity}, rounded up
     */
    static long costCeil(Instrument instrument, Outcome outcome, long limitMicros, long qtyMicros) {
        OrderBook book = instrument.book();
        BookSide side = Instrument.sideToBuy(outcome);
        long left = qtyMicros;
        long picos = 0;
        for (int level = book.bestIndex(side); level >= 0 && left > 0; level = book.nextIndex(side, level)) {
            long price = Instrument.ownPrice(outcome, book.priceMicros(level));
            if (price > limitMicros) {
                break;
            }
            long taken = Math.min(book.qtyMicros(side, level), left);
            picos = Math.addExact(picos, Math.multiplyExact(price, taken));
            left -= taken;
        }
        picos = Math.addExact(picos, Math.multiplyExact(limitMicros, left));
        return Math.floorDiv(Math.addExact(picos, PICOS_PER_MICRO - 1), PICOS_PER_MICRO);
    }

    /** Contracts that a sum buys when all of it is spent at one price, rounded up. */
    static long contractsCeil(long spendMicros, long priceMicros) {
        return Math.floorDiv(Math.addExact(Math.multiplyExact(spendMicros, Micros.ONE), priceMicros - 1), priceMicros);
    }
}
