package io.parallax.engine.port;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;

/** The engine's fee arithmetic, for those outside who charge as a venue would. One thread, that of who asks. */
public interface FeeModel {
    /** Terms of one instrument from the fields of its definition. */
    Terms terms(FeeKind kind, long rateMicros, long makerRateMicros, long exponentMicros, long readAtNs);

    /** Fees of one instrument. */
    interface Terms {
        /** Whether they can be told at all. */
        boolean isKnown();

        /** The most that one fill can be charged, taker or maker. */
        long reserveCeil(OrderAction action, long priceMicros, long qtyMicros);

        /** Charges the fills of one order, whose roundings add up. */
        Charge newOrder();
    }

    /** Fees of the fills of one order, in their order. */
    interface Charge {
        /** What this fill is charged, in micros. */
        long fill(Liquidity liquidity, OrderAction action, long priceMicros, long qtyMicros);
    }
}
