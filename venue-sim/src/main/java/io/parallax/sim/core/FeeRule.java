package io.parallax.sim.core;

/** What a fill costs the account that made it. Implementations are pure but for the state the order carries. */
public interface FeeRule {
    /** No fees at all. */
    FeeRule NONE = new FeeRule() {
        @Override
        public long charge(FeeState state, boolean taker, long yesPriceMicros, long qtyMicros, long revenueMicros) {
            return 0;
        }

        @Override
        public long reserveMicros(long ownPriceMicros, long qtyMicros) {
            return 0;
        }
    };

    /**
     * Net fee of one fill.
     *
     * @param state rounding state of the order, updated
     * @param taker whether this side took liquidity
     * @param yesPriceMicros price of the trade
     * @param qtyMicros contracts of the fill
     * @param revenueMicros what the fill brings before the fee, negative for a payment
     * @return dollars in micros the account pays, zero or more
     */
    long charge(FeeState state, boolean taker, long yesPriceMicros, long qtyMicros, long revenueMicros);

    /** Upper bound of the fee of an order that takes {@code qtyMicros} at its limit, for the funds check. */
    long reserveMicros(long ownPriceMicros, long qtyMicros);
}
