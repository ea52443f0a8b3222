package io.parallax.engine.fee;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.engine.port.FeeModel;

/**
 * {@link FeeSchedule} as a venue would charge it: fill by fill what it will most likely be charged, at Kalshi by the
 * current rule for a direct account, roundings added up over the order.
 */
public final class ScheduledFees implements FeeModel {
    @Override
    public FeeModel.Terms terms(
            FeeKind kind, long rateMicros, long makerRateMicros, long exponentMicros, long readAtNs) {
        return new ScheduledTerms(FeeSchedule.of(kind, rateMicros, makerRateMicros, exponentMicros, readAtNs));
    }

    private record ScheduledTerms(FeeSchedule schedule) implements FeeModel.Terms {
        @Override
        public boolean isKnown() {
            return schedule.isKnown();
        }

        @Override
        public long reserveCeil(OrderAction action, long priceMicros, long qtyMicros) {
            return Math.max(
                    schedule.takerFeeCeil(action, priceMicros, qtyMicros),
                    schedule.makerFeeCeil(action, priceMicros, qtyMicros));
        }

        @Override
        public FeeModel.Charge newOrder() {
            if (schedule.kind() != FeeKind.KALSHI_QUADRATIC) {
                return schedule::expectedFee;
            }
            FeeAccumulator fees = new FeeAccumulator(KalshiRounding.CURRENT, KalshiRounding.DIRECT_PRECISION_MICROS);
            return (liquidity, action, priceMicros, qtyMicros) ->
                    fees.onFill(schedule, liquidity, action, priceMicros, qtyMicros);
        }
    }
}
