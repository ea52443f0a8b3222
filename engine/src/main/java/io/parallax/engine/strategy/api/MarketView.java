package io.parallax.engine.strategy.api;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;

/** One binary market at one venue. Its book is the YES book; NO at 0.42 is bought from the YES bid at 0.58. */
public interface MarketView {
    /** In place of a price where a side is empty. */
    long NO_PRICE = -1;

    int instrumentId();

    Venue venue();

    /** The venue's own market id: ticker or condition id. */
    String symbol();

    /** The venue's words, separated by comma; empty = not told. */
    String category();

    MarketState state();

    /** When the venue stops trading it, epoch ns UTC; 0 = not told. */
    long closeTimeNs();

    /** When it is expected to have paid, at the latest, epoch ns UTC; 0 = not told. */
    long resolutionTimeNs();

    /** Another instrument names the same market of the same venue. */
    boolean isDuplicate();

    /** A pair has it for a leg: strategies may look at it and not trade it alone. */
    boolean isPaired();

    /** Pairs that have it for a leg. */
    int pairCount();

    /** Id of one of them, by place from 0. */
    int pairId(int place);

    long minQtyMicros();

    long qtyStepMicros();

    /** Smallest notional of an order, 0 = none. */
    long minNotionalMicros();

    /** The nearest price on the grid not above (for a buyer's limit), own-leg, or {@link #NO_PRICE}. */
    long floorOwnPrice(Outcome outcome, long ownPriceMicros);

    /** The nearest price on the grid not below (for a seller's limit), own-leg, or {@link #NO_PRICE}. */
    long ceilOwnPrice(Outcome outcome, long ownPriceMicros);

    /** The book is whole and believed. */
    boolean isLive();

    /** Time since the book was last known to be the venue's, in nanoseconds. */
    long bookAgeNs();

    /** Best bid for YES, or {@link #NO_PRICE}. */
    long bestBidMicros();

    /** Best offer of YES, or {@link #NO_PRICE}. */
    long bestAskMicros();

    /** Place of the best level of a side, below 0 when it is empty. */
    int bestIndex(BookSide side);

    /** Place of the next level of a side, below 0 after the last. */
    int nextIndex(BookSide side, int index);

    /** YES price of a place. */
    long priceMicros(int index);

    long qtyMicros(BookSide side, int index);

    /** When the last print was made, by the venue's word or its receipt, whichever is earlier; 0 = none was seen. */
    long lastTradeNs();

    /** YES price of the last print. */
    long lastTradePriceMicros();

    long lastTradeQtyMicros();

    /** What its taker did: BUY bought YES. */
    OrderAction lastTradeAction();

    /** Best own-leg price at which {@code outcome} can be bought now, or {@link #NO_PRICE}. */
    default long bestBuyMicros(Outcome outcome) {
        long best = outcome == Outcome.YES ? bestAskMicros() : bestBidMicros();
        return best == NO_PRICE || outcome == Outcome.YES ? best : Micros.ONE - best;
    }

    /** Best own-leg price at which {@code outcome} can be sold now, or {@link #NO_PRICE}. */
    default long bestSaleMicros(Outcome outcome) {
        long best = outcome == Outcome.YES ? bestBidMicros() : bestAskMicros();
        return best == NO_PRICE || outcome == Outcome.YES ? best : Micros.ONE - best;
    }
}
