package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeBook;

/**
 * The fee of a market, multiplier included. What a fee type means stands in the fee table of the venue; a type that is not
 * there, and a multiplier that is not told, make the fee unknown, and the market is then not traded.
 */
public record MarketFee(FeeKind kind, long takerMicros, long makerMicros, long exponentMicros) {
    /** Not to be traded. */
    public static final MarketFee UNKNOWN = new MarketFee(FeeKind.UNKNOWN, 0, 0, Micros.ONE);

    /** @param multiplierMicros 0 is a real value; negative = not told */
    public static MarketFee of(FeeBook book, String type, long multiplierMicros) {
        return book.kalshiNow(type, multiplierMicros)
                .map(rates -> new MarketFee(
                        FeeKind.KALSHI_QUADRATIC, rates.takerMicros(), rates.makerMicros(), rates.exponentMicros()))
                .orElse(UNKNOWN);
    }
}
