package io.parallax.sim.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Kalshi's quadratic fee: {@code M x k x C x P x (1-P)} rounded up, the balance change rounded down to the account's
 * precision, and the rounding given back in whole precision units through the accumulator of the order. Source: venue
 * document of Kalshi, sections 6.1 and 6.2.
 */
public final class KalshiFees implements FeeRule {
    /** Balance precision of direct members. */
    public static final long DIRECT_PRECISION_MICROS = 100;

    /** Balance precision of members behind a broker. */
    public static final long BROKER_PRECISION_MICROS = 10_000;

    /** Rule 'current': the trade fee is rounded up to a micro. */
    public static final long CURRENT_STEP_MICROS = 1;

    /** The rule before: the trade fee is rounded up to a hundredth of a cent. */
    public static final long CENTICENT_STEP_MICROS = 100;

    private static final BigDecimal TAKER = new BigDecimal("0.07");

    private final BigDecimal takerRate;
    private final BigDecimal makerRate;
    private final long stepMicros;
    private final long precisionMicros;

    private KalshiFees(BigDecimal takerRate, BigDecimal makerRate, long stepMicros, long precisionMicros) {
        this.takerRate = takerRate;
        this.makerRate = makerRate;
        this.stepMicros = stepMicros;
        this.precisionMicros = precisionMicros;
    }

    /** Direct member under the current rule. */
    public static KalshiFees of(String feeType, String multiplier) {
        return of(feeType, multiplier, CURRENT_STEP_MICROS, DIRECT_PRECISION_MICROS);
    }

    /**
     * @param feeType {@code quadratic}, {@code quadratic_with_maker_fees} or {@code quadratic_with_combo_maker_fees}
     * @param multiplier decimal, 0 is a real value
     * @param stepMicros to what the trade fee is rounded up
     * @param precisionMicros precision of the balance
     */
    public static KalshiFees of(String feeType, String multiplier, long stepMicros, long precisionMicros) {
        BigDecimal m = new BigDecimal(multiplier);
        BigDecimal maker =
                switch (feeType) {
                    case "quadratic" -> BigDecimal.ZERO;
                    case "quadratic_with_maker_fees" -> new BigDecimal("0.0175");
                    case "quadratic_with_combo_maker_fees" -> new BigDecimal("0.035");
                    default ->
                        throw new IllegalArgumentException(
                                "fee_type '" + feeType + "' has no known formula: use one of the quadratic types");
                };
        return new KalshiFees(m.multiply(TAKER), m.multiply(maker), stepMicros, precisionMicros);
    }

    @Override
    public long charge(FeeState state, boolean taker, long yesPriceMicros, long qtyMicros, long revenueMicros) {
        long tradeFee = tradeFeeMicros(taker, yesPriceMicros, qtyMicros);
        long change = revenueMicros - tradeFee;
        long aligned = Math.floorDiv(change, precisionMicros) * precisionMicros;
        long rounding = change - aligned;
        long accumulator = state.accumulatorMicros() + rounding;
        long cap = (tradeFee + rounding) / precisionMicros * precisionMicros;
        long rebate = Math.min(accumulator / precisionMicros * precisionMicros, cap);
        state.accumulatorMicros(accumulator - rebate);
        return tradeFee + rounding - rebate;
    }

    @Override
    public long reserveMicros(long ownPriceMicros, long qtyMicros) {
        return tradeFeeMicros(true, ownPriceMicros, qtyMicros) + precisionMicros;
    }

    /** Model fee of one fill rounded up to the step of the rule. */
    public long tradeFeeMicros(boolean taker, long priceMicros, long qtyMicros) {
        BigDecimal model = (taker ? takerRate : makerRate)
                .multiply(BigDecimal.valueOf(qtyMicros, 6))
                .multiply(BigDecimal.valueOf(priceMicros, 6))
                .multiply(BigDecimal.valueOf(1_000_000L - priceMicros, 6));
        long micros = model.movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
        return Math.floorDiv(micros + stepMicros - 1, stepMicros) * stepMicros;
    }
}
