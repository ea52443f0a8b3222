package io.parallax.gateway.polymarket.verify;

/** What may stand in place of the price of a market's last trade. */
final class LastPrice {
    /** The market never traded; the venue hashes an empty text. */
    static final long NONE = -1;

    /** Nobody told us. */
    static final long UNKNOWN = -2;

    /** Decimals the venue writes at least. Source: recording of 2026-09-30. */
    static final int USUAL_DECIMALS = 3;

    private LastPrice() {}
}
