package io.parallax.engine.pair;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;

/** What one contract of a direction earns at the best prices of now. */
public final class BestEdge {
    private BestEdge() {}

    /** After taker fees; {@link Micros#NULL} where a price or a fee is not known, or a book not LIVE. */
    public static long netMicros(Pair pair, Direction direction) {
        long net = direction.payoutMicros();
        for (int leg = 0; leg < pair.legCount(); leg++) {
            Instrument instrument = pair.leg(leg);
            long price = instrument.bestBuyMicros(direction.outcome(leg));
            if (price == OrderBook.NO_PRICE || !instrument.slot().isLive()) {
                return Micros.NULL;
            }
            long fee = instrument.fees().takerFeeCeil(OrderAction.BUY, price, Micros.ONE);
            if (fee == FeeSchedule.FEE_UNKNOWN) {
                return Micros.NULL;
            }
            net -= price + fee;
        }
        return net;
    }
}
