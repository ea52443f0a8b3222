package io.parallax.engine.fee;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;

/**
 * Fee schedule of one instrument, as its definition told it. Immutable; nothing here allocates.
 *
 * <pre>
 *   model fee = rate x qty x (p (1 - p)) ^ exponent          p own-leg trade price; the same for both legs
 *
 *   POLYMARKET_V2      taker only; five decimals, smallest charge 0.00001; direction not published: reserve rounds up
 *   KALSHI_QUADRATIC   trade fee and balance rounding of {@link KalshiRounding}, direct account
 * </pre>
 *
 * Amounts are micros. A reserve (name ending in {@code Ceil}) is never below what the venue can charge. Arguments outside
 * their range are bugs and throw; what does not fit throws {@link ArithmeticException}.
 */
public final class FeeSchedule {
    /** The fee cannot be known: the market is not to be traded. */
    public static final long FEE_UNKNOWN = -1;

    /** Largest rate understood, 1 (a fee of the whole of p(1-p)). */
    public static final long MAX_RATE_MICROS = Micros.ONE;

    /** Polymarket's unit of a fee, 0.00001 dollar. */
    static final long POLYMARKET_UNIT_MICROS = 10;

    private static final long ROOT = 500_000;
    private static final long LINEAR = 1_000_000;
    private static final long SQUARE = 2_000_000;

    private final FeeKind kind;
    private final long rateMicros;
    private final long makerRateMicros;
    private final long exponentMicros;
    private final long readAtNs;

    /** What {@link #takerFeeFemtosCeil} is asked for at every level: whether the fee is this rate times p (1 - p). */
    private final boolean linear;

    private final long linearRateMicros;
    private final long fillAllowanceMicros;

    private FeeSchedule(FeeKind kind, long rateMicros, long makerRateMicros, long exponentMicros, long readAtNs) {
        this.kind = kind;
        this.rateMicros = rateMicros;
        this.makerRateMicros = makerRateMicros;
        this.exponentMicros = exponentMicros;
        this.readAtNs = readAtNs;
        linear = kind == FeeKind.NONE || kind != FeeKind.UNKNOWN && exponentMicros == LINEAR;
        linearRateMicros = kind == FeeKind.NONE ? 0 : rateMicros;
        fillAllowanceMicros = switch (kind) {
            case POLYMARKET_V2 -> rateMicros == 0 ? 0 : POLYMARKET_UNIT_MICROS;
            case KALSHI_QUADRATIC -> 2 * KalshiRounding.DIRECT_PRECISION_MICROS;
            case NONE, UNKNOWN, NULL_VAL -> 0;
        };
    }

    /**
     * Builds a schedule from the fields of an instrument definition. Whatever is not fully understood (a rate below 0 or
     * above 1, an exponent other than 0.5, 1 or 2; for Kalshi other than 1) becomes {@link FeeKind#UNKNOWN}: venue data
     * never throws, and a market with an unknown fee is not traded.
     */
    public static FeeSchedule of(
            FeeKind kind, long rateMicros, long makerRateMicros, long exponentMicros, long readAtNs) {
        FeeKind understood = kind;
        if (kind == FeeKind.NULL_VAL || kind != FeeKind.NONE && !isUnderstood(kind, rateMicros, exponentMicros)) {
            understood = FeeKind.UNKNOWN;
        } else if (kind != FeeKind.NONE && !isUnderstood(kind, makerRateMicros, exponentMicros)) {
            understood = FeeKind.UNKNOWN;
        }
        return new FeeSchedule(understood, rateMicros, makerRateMicros, exponentMicros, readAtNs);
    }

    /** Nobody knows what is charged. */
    public static FeeSchedule unknown(long readAtNs) {
        return new FeeSchedule(FeeKind.UNKNOWN, 0, 0, LINEAR, readAtNs);
    }

    private static boolean isUnderstood(FeeKind kind, long rateMicros, long exponentMicros) {
        boolean exponent = exponentMicros == LINEAR
                || kind == FeeKind.POLYMARKET_V2 && (exponentMicros == ROOT || exponentMicros == SQUARE);
        return exponent && rateMicros >= 0 && rateMicros <= MAX_RATE_MICROS;
    }

    public FeeKind kind() {
        return kind;
    }

    /** Whether fees of this instrument can be told at all. */
    public boolean isKnown() {
        return kind != FeeKind.UNKNOWN;
    }

    /** Rate of takers, multiplier included, 70,000 = 0.07. */
    public long takerRateMicros() {
        return rateMicros;
    }

    /** Rate of makers, as {@link #takerRateMicros}. */
    public long makerRateMicros() {
        return makerRateMicros;
    }

    /** When the schedule was read, epoch ns. */
    public long readAtNs() {
        return readAtNs;
    }

    /** Whether it charges as the other does, whenever either was read. */
    public boolean chargesAs(FeeSchedule other) {
        return kind == other.kind
                && rateMicros == other.rateMicros
                && makerRateMicros == other.makerRateMicros
                && exponentMicros == other.exponentMicros;
    }

    /** Folds everything that decides a fee into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, kind.value());
        h = StateHash.mix(h, rateMicros);
        h = StateHash.mix(h, makerRateMicros);
        h = StateHash.mix(h, exponentMicros);
        return StateHash.mix(h, readAtNs);
    }

    /** The most one taker fill can cost, whichever way it goes; {@link #FEE_UNKNOWN} when that cannot be told. */
    public long takerFeeCeil(long priceMicros, long qtyMicros) {
        return Math.max(
                takerFeeCeil(OrderAction.BUY, priceMicros, qtyMicros),
                takerFeeCeil(OrderAction.SELL, priceMicros, qtyMicros));
    }

    /** The most one taker fill can cost; {@link #FEE_UNKNOWN} when that cannot be told. */
    public long takerFeeCeil(OrderAction action, long priceMicros, long qtyMicros) {
        return feeCeil(rateMicros, action, priceMicros, qtyMicros);
    }

    /** The most one maker fill can cost; {@link #FEE_UNKNOWN} when that cannot be told. */
    public long makerFeeCeil(OrderAction action, long priceMicros, long qtyMicros) {
        return feeCeil(makerRateMicros, action, priceMicros, qtyMicros);
    }

    /**
     * The most a taker order can cost when it fills at one price in up to {@code maxFills} fills: each fill is rounded on
     * its own, so a fill adds at most one unit of every rounding its venue does (Polymarket 0.00001, Kalshi 0.0002).
     */
    public long takerFeeCeil(OrderAction action, long priceMicros, long qtyMicros, int maxFills) {
        if (maxFills < 1) {
            throw new IllegalArgumentException("maxFills " + maxFills + ": an order has at least one fill");
        }
        long single = takerFeeCeil(action, priceMicros, qtyMicros);
        if (maxFills == 1 || kind == FeeKind.UNKNOWN || kind == FeeKind.NONE) {
            return single;
        }
        if (kind == FeeKind.POLYMARKET_V2) {
            return single == 0 ? 0 : Math.addExact(single, (maxFills - 1) * POLYMARKET_UNIT_MICROS);
        }
        long perFill = 2 * KalshiRounding.DIRECT_PRECISION_MICROS;
        return Math.addExact(modelFeeCeil(rateMicros, priceMicros, qtyMicros), Math.multiplyExact(maxFills, perFill));
    }

    /**
     * The most an order that sweeps several levels can cost on a venue that may charge the whole match at its average
     * price; 0 where each fill is charged alone. Reserve the larger of this and the sum over the fills: neither bounds the
     * other for every exponent, and Polymarket does not publish which it uses.
     *
     * @param notionalMicros price times quantity summed over the fills, 0 to {@code qtyMicros}
     */
    public long averagePriceFeeCeil(OrderAction action, long notionalMicros, long qtyMicros) {
        if (kind == FeeKind.UNKNOWN) {
            return FEE_UNKNOWN;
        }
        if (kind != FeeKind.POLYMARKET_V2 || qtyMicros == 0) {
            return 0;
        }
        long belowMicros = averagePriceFloor(notionalMicros, qtyMicros);
        long aboveMicros = Math.min(belowMicros + 1, Micros.ONE);
        // The fee rises with p(1-p), whatever the exponent: the dearer of the two neighbours is known without both
        // fees.
        boolean below = variance(belowMicros) >= variance(aboveMicros);
        return takerFeeCeil(action, below ? belowMicros : aboveMicros, qtyMicros);
    }

    /**
     * Model fee of one contract taken at a price, before any rounding of a fill, in 10^-15 dollars, rounded up; {@link
     * #FEE_UNKNOWN} when that cannot be told. What a fill is charged is at most this times its quantity and {@link
     * #takerFillAllowanceMicros}.
     */
    public long takerFeeFemtosCeil(long priceMicros) {
        if (linear) {
            return (linearRateMicros * variance(priceMicros) + 999) / 1_000;
        }
        if (kind == FeeKind.UNKNOWN) {
            return FEE_UNKNOWN;
        }
        long variance = variance(priceMicros);
        if (exponentMicros == SQUARE) {
            return Wide.mulDivCeil(rateMicros * variance, variance * 1_000, 0);
        }
        return Wide.mulDivCeil(rootCeil(variance), rateMicros * 1_000_000_000L, 0);
    }

    /** The most that rounding adds to one taker fill, micros: every rounding of the venue by a whole unit. */
    public long takerFillAllowanceMicros() {
        return fillAllowanceMicros;
    }

    private static long averagePriceFloor(long notionalMicros, long qtyMicros) {
        if (notionalMicros < 0 || notionalMicros > qtyMicros) {
            throw new IllegalArgumentException(
                    "notional " + notionalMicros + " of quantity " + qtyMicros + ": no price between 0 and 1 gives it");
        }
        if (notionalMicros <= Long.MAX_VALUE / Micros.ONE) {
            return notionalMicros * Micros.ONE / qtyMicros;
        }
        long low = 0;
        long high = Micros.ONE;
        while (low < high) {
            long middle = (low + high + 1) / 2;
            if (KalshiRounding.notionalCeil(middle, qtyMicros) <= notionalMicros) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long feeCeil(long rate, OrderAction action, long priceMicros, long qtyMicros) {
        return switch (kind) {
            case NONE -> 0;
            case POLYMARKET_V2 -> ceilTo(modelFeeCeil(rate, priceMicros, qtyMicros), POLYMARKET_UNIT_MICROS);
            case KALSHI_QUADRATIC -> kalshiFeeCeil(rate, action, priceMicros, qtyMicros);
            case UNKNOWN, NULL_VAL -> FEE_UNKNOWN;
        };
    }

    private long kalshiFeeCeil(long rate, OrderAction action, long priceMicros, long qtyMicros) {
        long model = modelFeeCeil(rate, priceMicros, qtyMicros);
        return Math.max(
                kalshiFee(KalshiRounding.CURRENT, action, priceMicros, qtyMicros, model),
                kalshiFee(KalshiRounding.CENTICENT, action, priceMicros, qtyMicros, model));
    }

    private static long kalshiFee(
            KalshiRounding rule, OrderAction action, long priceMicros, long qtyMicros, long modelCeil) {
        long tradeFee = rule.tradeFeeMicros(modelCeil);
        long rounding = KalshiRounding.roundingFeeCeil(
                action, priceMicros, qtyMicros, tradeFee, KalshiRounding.DIRECT_PRECISION_MICROS);
        return Math.addExact(tradeFee, rounding);
    }

    /**
     * What one taker fill will most likely be charged: Polymarket half-up to five decimals; Kalshi the current rule, as
     * the first fill of its order (no rebate yet). {@link #FEE_UNKNOWN} when that cannot be told.
     */
    public long expectedFee(OrderAction action, long priceMicros, long qtyMicros) {
        return expectedFee(Liquidity.TAKER, action, priceMicros, qtyMicros);
    }

    /** What one fill of a taker or a maker will most likely be charged, as {@link #expectedFee(OrderAction, long, long)}. */
    public long expectedFee(Liquidity liquidity, OrderAction action, long priceMicros, long qtyMicros) {
        long rate = rateOf(liquidity);
        return switch (kind) {
            case NONE -> 0;
            case POLYMARKET_V2 -> {
                long floor = modelFeeFloor(rate, priceMicros, qtyMicros);
                long half = POLYMARKET_UNIT_MICROS / 2;
                yield (floor + half) / POLYMARKET_UNIT_MICROS * POLYMARKET_UNIT_MICROS;
            }
            case KALSHI_QUADRATIC ->
                kalshiFee(
                        KalshiRounding.CURRENT,
                        action,
                        priceMicros,
                        qtyMicros,
                        modelFeeCeil(rate, priceMicros, qtyMicros));
            case UNKNOWN, NULL_VAL -> FEE_UNKNOWN;
        };
    }

    /** Model fee of a taker or maker fill rounded up to a micro. */
    long modelFeeCeil(boolean maker, long priceMicros, long qtyMicros) {
        return modelFeeCeil(maker ? makerRateMicros : rateMicros, priceMicros, qtyMicros);
    }

    /** The same rounded down. */
    long modelFeeFloor(boolean maker, long priceMicros, long qtyMicros) {
        return modelFeeFloor(maker ? makerRateMicros : rateMicros, priceMicros, qtyMicros);
    }

    private long rateOf(Liquidity liquidity) {
        return liquidity == Liquidity.MAKER ? makerRateMicros : rateMicros;
    }

    private long modelFeeCeil(long rate, long priceMicros, long qtyMicros) {
        long variance = variance(priceMicros);
        if (exponentMicros == LINEAR) {
            return Wide.mulDivCeil(qtyMicros, rate * variance, 0);
        }
        if (exponentMicros == SQUARE) {
            return Wide.mulDivCeil3(qtyMicros, rate * variance, variance * Micros.ONE);
        }
        return rootFee(rate, variance, qtyMicros, true);
    }

    private long modelFeeFloor(long rate, long priceMicros, long qtyMicros) {
        long variance = variance(priceMicros);
        if (exponentMicros == LINEAR) {
            return Wide.mulDivFloor(qtyMicros, rate * variance, 0);
        }
        if (exponentMicros == SQUARE) {
            return Wide.mulDivFloor3(qtyMicros, rate * variance, variance * Micros.ONE);
        }
        return rootFee(rate, variance, qtyMicros, false);
    }

    /**
     * Fee with exponent 0.5. The root is taken to eighteen digits and rounded the same way as the fee, so the result is
     * on the safe side always, and exact unless the fee lies within a few 10^-18 of its own size from a whole micro.
     */
    private static long rootFee(long rate, long variance, long qtyMicros, boolean up) {
        long rateScaled = rate * (Wide.SCALE / Micros.ONE);
        return up
                ? Wide.mulDivCeil3(qtyMicros, rootCeil(variance), rateScaled)
                : Wide.mulDivFloor3(qtyMicros, Wide.sqrtFloor12(variance), rateScaled);
    }

    private static long rootCeil(long variance) {
        long root = Wide.sqrtFloor12(variance);
        long whole = root / Wide.ROOT_SCALE;
        boolean exact = root % Wide.ROOT_SCALE == 0 && whole * whole == variance;
        return exact ? root : root + 1;
    }

    /** p (1 - p) scaled by 10^12, at most 2.5 x 10^11. */
    private static long variance(long priceMicros) {
        if (priceMicros < 0 || priceMicros > Micros.ONE) {
            throw new IllegalArgumentException("price " + priceMicros + " micros outside 0.." + Micros.ONE);
        }
        return priceMicros * (Micros.ONE - priceMicros);
    }

    private static long ceilTo(long micros, long unitMicros) {
        return Math.multiplyExact(-Math.floorDiv(-micros, unitMicros), unitMicros);
    }
}
