package io.parallax.sim.polymarket;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.polymarket.call.Refusal;
import java.math.BigInteger;

/**
 * What the venue demands of an order's numbers, in the order it is checked here: tick, range, minimum size, accuracy.
 * Pure.
 */
final class PlacementRules {
    private static final BigInteger ONE = BigInteger.valueOf(Micros.ONE);
    private static final long TWO_DECIMALS = 10_000;
    private static final long FOUR_DECIMALS = 100;
    private static final int PRICE_DECIMALS_SHOWN = 6;

    private PlacementRules() {}

    /**
     * The limit an order may match at, on the grid: its amounts name a price, which for orders that spend is truncated a
     * little off the grid and never matches beyond itself.
     *
     * @return price of the order's own token, in micros
     * @throws Refusal when the order's numbers break a rule
     */
    static long checkedPriceMicros(String orderId, OrderEnvelope order, long tickMicros, long minSizeMicros) {
        long nearest = nearestTick(order, tickMicros);
        if (!fits(order, nearest)) {
            throw Refusal.badRequest("order " + orderId + " is invalid. Price (" + shownPrice(order)
                    + ") breaks minimum tick size rule: " + Decimals.text(tickMicros));
        }
        if (nearest < tickMicros || nearest > Micros.ONE - tickMicros) {
            throw Refusal.badRequest("invalid price (" + Decimals.text(nearest) + "), min: " + Decimals.text(tickMicros)
                    + " - max: " + Decimals.text(Micros.ONE - tickMicros));
        }
        if (order.type().market()) {
            checkMarketAccuracy(order);
        } else {
            checkRestingSize(orderId, order, minSizeMicros);
        }
        return limit(order, tickMicros);
    }

    /** @throws Refusal when an order that takes liquidity buys for less than a dollar */
    static void checkMarketableBuy(OrderEnvelope order) {
        if (order.order().buy() && order.quoteMicros() < Micros.ONE) {
            throw Refusal.badRequest("invalid amount for a marketable BUY order ($" + Decimals.text(order.quoteMicros())
                    + "), min size: $1");
        }
    }

    /** @throws Refusal when a good-till-date order ends too soon, or another one ends at all */
    static void checkExpiration(OrderEnvelope order, long nowSeconds) {
        boolean dated = order.type() == OrderEnvelope.Type.GTD;
        if (dated ? order.expirationSeconds() < nowSeconds + 180 : order.expirationSeconds() != 0) {
            throw Refusal.badRequest("invalid expiration");
        }
    }

    private static void checkMarketAccuracy(OrderEnvelope order) {
        if (order.makerMicros() % TWO_DECIMALS != 0 || order.takerMicros() % FOUR_DECIMALS != 0) {
            throw Refusal.badRequest(
                    "invalid amounts, the market " + (order.order().buy() ? "buy" : "sell")
                            + " orders maker amount supports a max accuracy of 2 decimals, taker amount a max of 4 decimals");
        }
    }

    private static void checkRestingSize(String orderId, OrderEnvelope order, long minSizeMicros) {
        if (order.sharesMicros() < minSizeMicros) {
            throw Refusal.badRequest("order " + orderId + " is invalid. Size (" + Decimals.text(order.sharesMicros())
                    + ") lower than the minimum: " + Decimals.text(minSizeMicros));
        }
        if (order.sharesMicros() % PolymarketMarket.LOT_MICROS != 0) {
            throw Refusal.badRequest("invalid amounts, the limit "
                    + (order.order().buy() ? "buy" : "sell") + " orders size supports a max accuracy of 2 decimals");
        }
    }

    private static long nearestTick(OrderEnvelope order, long tickMicros) {
        BigInteger step = BigInteger.valueOf(tickMicros).multiply(BigInteger.valueOf(order.sharesMicros()));
        BigInteger doubled = BigInteger.valueOf(order.quoteMicros())
                .multiply(ONE)
                .shiftLeft(1)
                .add(step);
        return ticks(doubled.divide(step.shiftLeft(1)), tickMicros);
    }

    /** Best grid price the amounts allow: not above what a buy pays, not below what a sell takes. */
    private static long limit(OrderEnvelope order, long tickMicros) {
        BigInteger step = BigInteger.valueOf(tickMicros).multiply(BigInteger.valueOf(order.sharesMicros()));
        BigInteger[] parts =
                BigInteger.valueOf(order.quoteMicros()).multiply(ONE).divideAndRemainder(step);
        boolean up = !order.order().buy() && parts[1].signum() != 0;
        return ticks(up ? parts[0].add(BigInteger.ONE) : parts[0], tickMicros);
    }

    private static long ticks(BigInteger count, long tickMicros) {
        return count.multiply(BigInteger.valueOf(tickMicros)).min(ONE).longValueExact();
    }

    /** Whether the amounts are this price exactly or, for orders that spend, but for the last decimal that is kept. */
    private static boolean fits(OrderEnvelope order, long priceMicros) {
        BigInteger price = BigInteger.valueOf(priceMicros);
        BigInteger exact = price.multiply(BigInteger.valueOf(order.sharesMicros()));
        BigInteger offBy = BigInteger.valueOf(order.quoteMicros())
                .multiply(ONE)
                .subtract(exact)
                .abs();
        if (!order.type().market()) {
            return offBy.signum() == 0;
        }
        BigInteger unit =
                BigInteger.valueOf(FOUR_DECIMALS).multiply(order.order().buy() ? price : ONE);
        return offBy.compareTo(unit) < 0;
    }

    private static String shownPrice(OrderEnvelope order) {
        return new java.math.BigDecimal(order.quoteMicros())
                .divide(
                        new java.math.BigDecimal(order.sharesMicros()),
                        PRICE_DECIMALS_SHOWN,
                        java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
