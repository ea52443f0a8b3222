package io.parallax.engine.fee;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;

/**
 * How Kalshi gets from the model fee to the fee charged: the trade fee is rounded up, then the change of the balance is
 * rounded down to the account's precision, and what that takes is the rounding fee. Source: Kalshi "Fee rounding", June
 * and September 2026 texts.
 */
public enum KalshiRounding {
    /** Trade fee up to a millionth of a dollar; the published text since late August 2026. */
    CURRENT(1),
    /** Trade fee up to a hundredth of a cent; what every recorded fill up to 18 August 2026 was charged. */
    CENTICENT(100);

    /** Balance precision of a direct member, a hundredth of a cent. */
    public static final long DIRECT_PRECISION_MICROS = 100;

    /** Balance precision of an account held through a broker, a cent. */
    public static final long BROKER_PRECISION_MICROS = 10_000;

    private final long unitMicros;

    KalshiRounding(long unitMicros) {
        this.unitMicros = unitMicros;
    }

    /** Trade fee from the model fee rounded up to a micro. */
    long tradeFeeMicros(long modelFeeCeilMicros) {
        return ceilTo(modelFeeCeilMicros, unitMicros);
    }

    /**
     * Rounding fee of one fill: what aligning the balance takes. Exact where price times quantity is a whole number of
     * micros, which every lot of the venue is; else rounded up.
     */
    static long roundingFeeCeil(
            OrderAction action, long priceMicros, long qtyMicros, long tradeFeeMicros, long precisionMicros) {
        if (action == OrderAction.BUY) {
            long paid = Math.addExact(notionalCeil(priceMicros, qtyMicros), tradeFeeMicros);
            long exact = Math.addExact(notionalFloor(priceMicros, qtyMicros), tradeFeeMicros);
            return ceilTo(paid, precisionMicros) - exact;
        }
        long received = notionalFloor(priceMicros, qtyMicros) - tradeFeeMicros;
        long exact = notionalCeil(priceMicros, qtyMicros) - tradeFeeMicros;
        return exact - Math.floorDiv(received, precisionMicros) * precisionMicros;
    }

    static long notionalFloor(long priceMicros, long qtyMicros) {
        return Wide.mulDivFloor(qtyMicros, priceMicros * (Wide.SCALE / Micros.ONE), 0);
    }

    static long notionalCeil(long priceMicros, long qtyMicros) {
        return Wide.mulDivCeil(qtyMicros, priceMicros * (Wide.SCALE / Micros.ONE), 0);
    }

    private static long ceilTo(long micros, long unitMicros) {
        return Math.multiplyExact(-Math.floorDiv(-micros, unitMicros), unitMicros);
    }
}
