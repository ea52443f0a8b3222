package io.parallax.sim;

import java.util.List;

/**
 * A YES book as it truly is.
 *
 * @param bids bids, best first
 * @param asks asks, best first
 */
public record SimBook(List<Level> bids, List<Level> asks) {
    public SimBook {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /**
     * A price with what rests there.
     *
     * @param priceMicros YES price
     * @param qtyMicros contracts
     */
    public record Level(long priceMicros, long qtyMicros) {}
}
