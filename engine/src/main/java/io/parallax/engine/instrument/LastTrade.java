package io.parallax.engine.instrument;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.engine.state.StateHash;

/** The latest public print of a market, in YES terms. Its age is counted from the earlier of venue time and receipt. */
public final class LastTrade {
    private long timeNs;
    private long priceMicros;
    private long qtyMicros;
    private OrderAction takerAction = OrderAction.NULL_VAL;

    /** Takes a print unless a later one is known: lines tell the same prints, and not at the same time. */
    public void onTrade(long receivedNs, long venueTimeNs, OrderAction takerAction, long priceMicros, long qtyMicros) {
        long madeNs = venueTimeNs > 0 ? Math.min(receivedNs, venueTimeNs) : receivedNs;
        if (madeNs >= timeNs) {
            timeNs = madeNs;
            this.priceMicros = priceMicros;
            this.qtyMicros = qtyMicros;
            this.takerAction = takerAction;
        }
    }

    /** Epoch ns UTC; 0 = none was seen. */
    public long timeNs() {
        return timeNs;
    }

    public long priceMicros() {
        return priceMicros;
    }

    public long qtyMicros() {
        return qtyMicros;
    }

    /** BUY: the taker bought YES. */
    public OrderAction takerAction() {
        return takerAction;
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, timeNs);
        h = StateHash.mix(h, priceMicros);
        h = StateHash.mix(h, qtyMicros);
        return StateHash.mix(h, takerAction.value());
    }
}
