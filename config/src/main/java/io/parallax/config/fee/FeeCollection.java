package io.parallax.config.fee;

/** In what a fee is taken. */
public enum FeeCollection {
    /** Collateral, on top of what a buyer pays and out of what a seller receives. */
    CASH,
    /** A buyer's fee out of the shares that arrive, worth the fee at the trade's price; a seller's in collateral. */
    SHARES_ON_BUY
}
