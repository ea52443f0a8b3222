package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.units.Micros;

/**
 * Price and quantity to the two signed amounts, in integers.
 *
 * <p>A resting order names shares (2 decimals); its quote is exact, because a price has at most 4 decimals. An immediate
 * order names what it gives (2 decimals: collateral of a buy, shares of a sale), and what it gets is truncated to 4
 * decimals, 3 on the 0.1 grid: the finest the venue has been seen to accept.
 *
 * <p>Truncation puts the implied limit a little beyond the named one, so that liquidity resting exactly at the limit
 * matches. It must not reach the next price of the grid, where something worse than the limit may rest. For one share or
 * more it cannot: the excess is below {@code p x takerStep / taker}, at most 0.0001 where the step is 0.0001 and 0.001 on
 * the 0.1 grid. A sale of less can, because sales have no least amount: 0.01 shares at 0.395 ask for 0.0039, which is 0.39.
 * {@link #keepsLimit} tells, and what does not is not sent.
 *
 * <p>An immediate buy spends its collateral: when it meets prices better than those its notional was computed from, it
 * receives more shares than wished, at most {@code notional / best price met}. The engine's notional is the cost walked
 * on the book it saw, which keeps that surplus to the price improvement alone.
 *
 * <p>Source: Polymarket/clob-client-v2 {@code src/order-builder}; accuracy limits from py-clob-client-v2 issue 99.
 */
final class Amounts {
    /** One share has two decimals, and so has the collateral of an immediate buy. */
    static final long TWO_DECIMALS = 10_000;

    private static final long FINEST_TAKER_STEP = 100;
    private static final long FINEST_PRICE_STEP = 100;
    private static final long COARSEST_TICK = 100_000;

    private Amounts() {}

    /** Whether the price is one the venue can hold: on the grid and at least a tick away from 0 and 1. */
    static boolean isOnGrid(long priceMicros, long tickMicros) {
        return priceMicros >= tickMicros && priceMicros <= Micros.ONE - tickMicros && priceMicros % tickMicros == 0;
    }

    /** Whether a tick is one of the venue's: signing amounts are defined for these alone. */
    static boolean isKnownTick(long tickMicros) {
        return tickMicros == COARSEST_TICK
                || tickMicros == 10_000
                || tickMicros == 5_000
                || tickMicros == 2_500
                || tickMicros == 1_000
                || tickMicros == FINEST_PRICE_STEP;
    }

    /** Shares of a resting order or of an immediate sale. */
    static long sharesFloor(long qtyMicros) {
        return Micros.floorToStep(qtyMicros, TWO_DECIMALS);
    }

    /** Collateral of a resting order of {@code sharesMicros} (2 decimals); exact. */
    static long quoteExact(long priceMicros, long sharesMicros) {
        long product = Math.multiplyExact(priceMicros, sharesMicros);
        if (product % Micros.ONE != 0) {
            throw new ArithmeticException(
                    "price " + priceMicros + " x shares " + sharesMicros + " is finer than one micro");
        }
        return product / Micros.ONE;
    }

    /** Collateral an immediate buy gives: the notional, but never more than limit x quantity, down to whole cents. */
    static long spendFloor(long priceMicros, long qtyMicros, long notionalMicros) {
        return Micros.floorToStep(Math.min(notionalMicros, Micros.mulFloor(priceMicros, qtyMicros)), TWO_DECIMALS);
    }

    /** Shares an immediate buy asks at least for its collateral. */
    static long boughtFloor(long spendMicros, long priceMicros, long takerStepMicros) {
        return Micros.floorToStep(Math.multiplyExact(spendMicros, Micros.ONE) / priceMicros, takerStepMicros);
    }

    /** Collateral an immediate sale asks at least for its shares. */
    static long proceedsFloor(long sharesMicros, long priceMicros, long takerStepMicros) {
        return Micros.floorToStep(Micros.mulFloor(sharesMicros, priceMicros), takerStepMicros);
    }

    /** Whether truncated amounts name a limit that is less than a tick worse than {@code priceMicros}. */
    static boolean keepsLimit(boolean sell, long sharesMicros, long quoteMicros, long priceMicros, long tickMicros) {
        return sell
                ? quoteMicros > Micros.mulFloor(sharesMicros, priceMicros - tickMicros)
                : quoteMicros < Micros.mulCeil(sharesMicros, priceMicros + tickMicros);
    }

    /** What the venue accepts as the step of what an immediate order gets. */
    static long takerStepMicros(long tickMicros) {
        return Math.max(roundingStepMicros(tickMicros), FINEST_TAKER_STEP);
    }

    /** Step of the official rounding table: amount decimals are those of the price plus two. */
    static long roundingStepMicros(long tickMicros) {
        if (tickMicros == 5_000) {
            return 10;
        }
        return tickMicros == 2_500 ? 1 : tickMicros / 100;
    }
}
