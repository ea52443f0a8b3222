package io.parallax.config.fee;

/** How a venue gets from the model fee to the fee it charges. */
public enum FeeRounding {
    /** Polymarket: five decimals. The venue does not say which way: half up is expected, up is reserved. */
    HALF_UP_5,
    /** Kalshi until 28 May 2026: each fill up to the next cent. */
    CENT,
    /** Kalshi until late August 2026: trade fee up to a hundredth of a cent, then the balance is aligned. */
    CENTICENT,
    /** Kalshi since: trade fee up to a millionth of a dollar, then the balance is aligned. */
    MICRO
}
