package io.parallax.sim.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Polymarket's fee: {@code shares x rate x (p(1-p))^exponent} in collateral, taker only, five decimals. The venue does
 * not document the rounding; fills round half up, the funds check rounds up. Source: venue document of Polymarket,
 * section 13.1.
 *
 * @param rate decimal, such as 0.04
 * @param exponent 1 in every current schedule
 */
public record PolymarketFees(BigDecimal rate, int exponent) implements FeeRule {
    /** Rule of a rate with exponent 1. */
    public static PolymarketFees of(String rate) {
        return new PolymarketFees(new BigDecimal(rate), 1);
    }

    @Override
    public long charge(FeeState state, boolean taker, long yesPriceMicros, long qtyMicros, long revenueMicros) {
        return taker ? feeMicros(yesPriceMicros, qtyMicros, RoundingMode.HALF_UP) : 0;
    }

    @Override
    public long reserveMicros(long ownPriceMicros, long qtyMicros) {
        return feeMicros(ownPriceMicros, qtyMicros, RoundingMode.CEILING);
    }

    /** Fee at a price of either leg, rounded to five decimals. */
    public long feeMicros(long priceMicros, long qtyMicros, RoundingMode rounding) {
        BigDecimal spread =
                BigDecimal.valueOf(priceMicros, 6).multiply(BigDecimal.valueOf(1_000_000L - priceMicros, 6));
        return rate.multiply(BigDecimal.valueOf(qtyMicros, 6))
                .multiply(spread.pow(exponent))
                .setScale(5, rounding)
                .movePointRight(6)
                .longValueExact();
    }
}
