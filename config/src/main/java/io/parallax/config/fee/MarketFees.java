package io.parallax.config.fee;

import io.parallax.codecs.units.Micros;

/**
 * What a market itself says of its fees; {@link Micros#NULL} and null = not told. It wins over the table, field by field.
 *
 * @param type Kalshi's fee type
 * @param multiplierMicros Kalshi's multiplier; 0 is a real value
 * @param takerRateMicros Polymarket's rate; at Kalshi the taker's k
 * @param makerRateMicros the same for makers
 * @param exponentMicros Polymarket's exponent
 */
public record MarketFees(
        String type, long multiplierMicros, long takerRateMicros, long makerRateMicros, long exponentMicros) {
    /** The market says nothing. */
    public static final MarketFees NONE = new MarketFees(null, Micros.NULL, Micros.NULL, Micros.NULL, Micros.NULL);

    /** A Kalshi market's fee type and multiplier. */
    public static MarketFees kalshi(String type, long multiplierMicros) {
        return new MarketFees(type, multiplierMicros, Micros.NULL, Micros.NULL, Micros.NULL);
    }

    /** A Polymarket market's fee schedule. */
    public static MarketFees polymarket(long rateMicros, long makerRateMicros, long exponentMicros) {
        return new MarketFees(null, Micros.NULL, rateMicros, makerRateMicros, exponentMicros);
    }

    boolean hasRates() {
        return takerRateMicros != Micros.NULL || makerRateMicros != Micros.NULL || exponentMicros != Micros.NULL;
    }
}
