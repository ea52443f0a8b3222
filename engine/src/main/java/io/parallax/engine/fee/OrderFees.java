package io.parallax.engine.fee;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;

/**
 * Holds the fees charged for one order against the model. One per order; engine thread.
 *
 * <pre>
 *   no fee        nothing may be charged
 *   Polymarket    fill by fill, within 0.00001: the venue does not say which way it rounds
 *   Kalshi        all fills of the order together, by either {@link KalshiRounding} of a direct account, within 0.0001: when
 *                 exactly a full unit of the accumulator comes back is not published. A maker may pay less than the model:
 *                 whether the multiplier lowers its rate is not published either
 * </pre>
 *
 * Beyond that a difference of more than one micro a contract is a mismatch, either way: a fee too low says as much about the
 * model as one too high. A fill of an order sent before the schedule changed may be charged by the schedule before.
 */
public final class OrderFees {
    private final FeeAccumulator current =
            new FeeAccumulator(KalshiRounding.CURRENT, KalshiRounding.DIRECT_PRECISION_MICROS);
    private final FeeAccumulator centicent =
            new FeeAccumulator(KalshiRounding.CENTICENT, KalshiRounding.DIRECT_PRECISION_MICROS);
    private long qtyMicros;
    /** Charged less model, under either rule. */
    private long currentOffMicros;

    private long centicentOffMicros;
    private long mismatchMicros;

    /** Forgets the order, for the next one. */
    public void reset() {
        current.reset();
        centicent.reset();
        qtyMicros = 0;
        currentOffMicros = 0;
        centicentOffMicros = 0;
        mismatchMicros = 0;
    }

    /**
     * Adds one fill.
     *
     * @param before the schedule that an order sent before the last change may be charged by; else null
     * @param chargedMicros {@link Micros#NULL} when the venue did not say
     * @return whether the charge fits the model; what cannot be compared fits
     */
    public boolean onFill(
            FeeSchedule schedule,
            FeeSchedule before,
            Liquidity liquidity,
            OrderAction action,
            long priceMicros,
            long qtyMicros,
            long chargedMicros) {
        mismatchMicros = 0;
        if (!schedule.isKnown()) {
            return true;
        }
        boolean fits = schedule.kind() == FeeKind.KALSHI_QUADRATIC
                ? onKalshiFill(schedule, liquidity, action, priceMicros, qtyMicros, chargedMicros)
                : fits(schedule, liquidity, priceMicros, qtyMicros, chargedMicros);
        if (fits
                || before != null
                        && before.isKnown()
                        && fits(before, liquidity, priceMicros, qtyMicros, chargedMicros)) {
            mismatchMicros = 0;
            return true;
        }
        return false;
    }

    /** Charged less model where the last fill did not fit, else 0. */
    public long mismatchMicros() {
        return mismatchMicros;
    }

    private boolean onKalshiFill(
            FeeSchedule schedule,
            Liquidity liquidity,
            OrderAction action,
            long priceMicros,
            long fillQtyMicros,
            long chargedMicros) {
        long currentFee = current.onFill(schedule, liquidity, action, priceMicros, fillQtyMicros);
        long centicentFee = centicent.onFill(schedule, liquidity, action, priceMicros, fillQtyMicros);
        qtyMicros = Math.addExact(qtyMicros, fillQtyMicros);
        if (chargedMicros == Micros.NULL) {
            return true;
        }
        long currentOff = chargedMicros - currentFee;
        long centicentOff = chargedMicros - centicentFee;
        boolean maker = liquidity == Liquidity.MAKER;
        long currentSum = currentOffMicros + (maker ? Math.max(0, currentOff) : currentOff);
        long centicentSum = centicentOffMicros + (maker ? Math.max(0, centicentOff) : centicentOff);
        long off = Math.abs(currentSum) < Math.abs(centicentSum) ? currentSum : centicentSum;
        if (Math.abs(off) > KalshiRounding.DIRECT_PRECISION_MICROS + qtyMicros / Micros.ONE) {
            mismatchMicros = off;
            return false; // and the next fill is judged anew
        }
        currentOffMicros = currentSum;
        centicentOffMicros = centicentSum;
        return true;
    }

    /** One fill by itself; at Kalshi within two units, for trade fee and balance. */
    private boolean fits(
            FeeSchedule schedule, Liquidity liquidity, long priceMicros, long fillQtyMicros, long chargedMicros) {
        if (chargedMicros == Micros.NULL) {
            return true;
        }
        boolean maker = liquidity == Liquidity.MAKER;
        long low = 0;
        long high = 0;
        long unit = 0;
        if (schedule.kind() != FeeKind.NONE) {
            low = schedule.modelFeeFloor(maker, priceMicros, fillQtyMicros);
            high = schedule.modelFeeCeil(maker, priceMicros, fillQtyMicros);
            boolean kalshi = schedule.kind() == FeeKind.KALSHI_QUADRATIC;
            unit = kalshi ? 2 * KalshiRounding.DIRECT_PRECISION_MICROS : FeeSchedule.POLYMARKET_UNIT_MICROS;
        }
        long off = chargedMicros < low ? chargedMicros - low : chargedMicros > high ? chargedMicros - high : 0;
        mismatchMicros = off;
        return Math.abs(off) <= unit + fillQtyMicros / Micros.ONE;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, qtyMicros);
        if (qtyMicros == 0) {
            return h;
        }
        h = StateHash.mix(h, current.accumulatedMicros());
        h = StateHash.mix(h, centicent.accumulatedMicros());
        h = StateHash.mix(h, currentOffMicros);
        return StateHash.mix(h, centicentOffMicros);
    }
}
