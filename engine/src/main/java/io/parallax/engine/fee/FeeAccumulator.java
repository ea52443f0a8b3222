package io.parallax.engine.fee;

import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;

/**
 * Exact fees of several fills of one Kalshi order: rounding fees add up in an accumulator, and whole units of the
 * account's precision come back as a rebate on the fill that completes them, never more than that fill's own fee. One per
 * order; written by one thread. A fill leaves its parts in the accessors until the next.
 */
public final class FeeAccumulator {
    private final KalshiRounding rule;
    private final long precisionMicros;
    private long accumulatedMicros;
    private long tradeFeeMicros;
    private long roundingFeeMicros;
    private long rebateMicros;
    private long totalFeeMicros;

    /**
     * @param precisionMicros {@link KalshiRounding#DIRECT_PRECISION_MICROS} or
     *     {@link KalshiRounding#BROKER_PRECISION_MICROS}
     */
    public FeeAccumulator(KalshiRounding rule, long precisionMicros) {
        this.rule = rule;
        this.precisionMicros = precisionMicros;
    }

    /** Forgets the order, for the next one. */
    public void reset() {
        accumulatedMicros = 0;
        tradeFeeMicros = 0;
        roundingFeeMicros = 0;
        rebateMicros = 0;
        totalFeeMicros = 0;
    }

    /**
     * Adds one fill.
     *
     * @return its net fee in micros
     */
    public long onFill(
            FeeSchedule schedule, Liquidity liquidity, OrderAction action, long priceMicros, long qtyMicros) {
        long model = schedule.modelFeeCeil(liquidity == Liquidity.MAKER, priceMicros, qtyMicros);
        return onFill(model, action, priceMicros, qtyMicros);
    }

    /**
     * Adds one fill whose model fee, rounded up to a micro, is given.
     *
     * @return its net fee in micros
     */
    public long onFill(long modelFeeCeilMicros, OrderAction action, long priceMicros, long qtyMicros) {
        tradeFeeMicros = rule.tradeFeeMicros(modelFeeCeilMicros);
        roundingFeeMicros =
                KalshiRounding.roundingFeeCeil(action, priceMicros, qtyMicros, tradeFeeMicros, precisionMicros);
        accumulatedMicros += roundingFeeMicros;
        long feeMicros = tradeFeeMicros + roundingFeeMicros;
        long units = Math.min(accumulatedMicros, feeMicros) / precisionMicros;
        rebateMicros = units * precisionMicros;
        accumulatedMicros -= rebateMicros;
        long netFeeMicros = feeMicros - rebateMicros;
        totalFeeMicros = Math.addExact(totalFeeMicros, netFeeMicros);
        return netFeeMicros;
    }

    /** Trade fee of the last fill. */
    public long tradeFeeMicros() {
        return tradeFeeMicros;
    }

    /** Rounding fee of the last fill, before the rebate. */
    public long roundingFeeMicros() {
        return roundingFeeMicros;
    }

    /** Rebate on the last fill. */
    public long rebateMicros() {
        return rebateMicros;
    }

    /** Rounding fees not given back yet. */
    public long accumulatedMicros() {
        return accumulatedMicros;
    }

    /** Net fees of all fills since the start or the last reset. */
    public long totalFeeMicros() {
        return totalFeeMicros;
    }
}
