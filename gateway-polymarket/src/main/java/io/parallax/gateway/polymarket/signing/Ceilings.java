package io.parallax.gateway.polymarket.signing;

import io.parallax.codecs.units.Micros;
import io.parallax.config.SigningLimits;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What the signer never goes beyond. Collateral of a minute is counted by seconds, so never over less than a minute. */
final class Ceilings {
    private static final int SECONDS = 61;

    private final SigningLimits limits;
    private final long[] bySecond = new long[SECONDS];
    private long second = Long.MIN_VALUE;
    private long minuteMicros;

    Ceilings(SigningLimits limits) {
        this.limits = limits;
    }

    /** Why an order may not be signed, null when it may. */
    String refusal(ClobOrder order) {
        OrderTerms terms = order.terms();
        long price = terms.priceMicros();
        if (!order.isSell() && price > limits.maxBuyPriceMicros()) {
            return beyond("price", price, "above signing.maxBuyPrice", limits.maxBuyPriceMicros());
        }
        if (order.isSell() && price < limits.minSellPriceMicros()) {
            return beyond("price", price, "below signing.minSellPrice", limits.minSellPriceMicros());
        }
        if (terms.qtyMicros() > limits.maxQtyMicros()) {
            return beyond("quantity", terms.qtyMicros(), "above signing.maxQty", limits.maxQtyMicros());
        }
        if (order.sharesMicros() > limits.maxQtyMicros()) {
            return beyond("quantity", order.sharesMicros(), "above signing.maxQty", limits.maxQtyMicros());
        }
        if (order.quoteMicros() > limits.maxNotionalMicros()) {
            return beyond("notional", order.quoteMicros(), "above signing.maxNotional", limits.maxNotionalMicros());
        }
        return null;
    }

    /** Takes an order's collateral from the minute's, or says why not; null when taken. */
    String take(ClobOrder order, long nowNanos) {
        advance(Math.floorDiv(nowNanos, TimeUnit.SECONDS.toNanos(1)));
        long quote = order.quoteMicros();
        if (quote > limits.maxNotionalPerMinuteMicros() - minuteMicros) {
            return beyond(
                    "notional of a minute",
                    minuteMicros + quote,
                    "above signing.maxNotionalPerMinute",
                    limits.maxNotionalPerMinuteMicros());
        }
        minuteMicros += quote;
        bySecond[(int) Math.floorMod(second, (long) SECONDS)] += quote;
        return null;
    }

    private void advance(long now) {
        if (second == Long.MIN_VALUE || now - second >= SECONDS) {
            Arrays.fill(bySecond, 0);
            minuteMicros = 0;
            second = now;
        }
        while (second < now) {
            second++;
            int place = (int) Math.floorMod(second, (long) SECONDS);
            minuteMicros -= bySecond[place];
            bySecond[place] = 0;
        }
    }

    private static String beyond(String what, long value, String relation, long limit) {
        return "not sent: " + what + " " + Micros.format(value) + " " + relation + "=" + Micros.format(limit);
    }
}
