package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import java.nio.charset.StandardCharsets;

/**
 * The create request: a leg at its own price becomes {@code bid} or {@code ask} at the YES price, both as strings.
 *
 * <pre>
 *   buy YES at p   bid p        sell YES at p   ask p
 *   buy NO  at q   ask 1-q      sell NO  at q   bid 1-q
 * </pre>
 */
final class OrderBody {
    private static final int PRICE_UNIT = 100; // four decimals
    private static final int COUNT_UNIT = 10_000; // two decimals

    private OrderBody() {}

    /** {@code bid} (more YES) or {@code ask} (more NO, or less YES). */
    static String side(Outcome outcome, OrderAction action) {
        return (outcome == Outcome.YES) == (action == OrderAction.BUY) ? "bid" : "ask";
    }

    /** The price of the YES leg. */
    static long yesPriceMicros(Outcome outcome, long ownPriceMicros) {
        return outcome == Outcome.YES ? ownPriceMicros : Micros.ONE - ownPriceMicros;
    }

    /** Whether price and quantity can be written without loss. */
    static boolean isExact(long yesPriceMicros, long qtyMicros) {
        return yesPriceMicros > 0
                && yesPriceMicros < Micros.ONE
                && yesPriceMicros % PRICE_UNIT == 0
                && qtyMicros > 0
                && qtyMicros % COUNT_UNIT == 0;
    }

    /** @param shard the market's {@code exchange_index}, negative when not known: the venue then routes by ticker */
    static byte[] encode(
            String ticker,
            String side,
            long yesPriceMicros,
            long qtyMicros,
            TimeInForce timeInForce,
            String clientOrderId,
            int shard) {
        StringBuilder json = new StringBuilder(288)
                .append("{\"ticker\":\"")
                .append(ticker)
                .append("\",\"side\":\"")
                .append(side)
                .append("\",\"price\":\"");
        decimal(json, yesPriceMicros / PRICE_UNIT, 4).append("\",\"count\":\"");
        decimal(json, qtyMicros / COUNT_UNIT, 2)
                .append("\",\"time_in_force\":\"")
                .append(word(timeInForce))
                .append("\",\"self_trade_prevention_type\":\"taker_at_cross\",\"client_order_id\":\"")
                .append(clientOrderId)
                .append('"');
        if (shard >= 0) {
            json.append(",\"exchange_index\":").append(shard);
        }
        return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String word(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case FOK -> "fill_or_kill";
            case IOC -> "immediate_or_cancel";
            case GTC -> "good_till_canceled";
            case NULL_VAL -> throw new IllegalArgumentException("an order has a time in force");
        };
    }

    /** Writes {@code units} with a fixed number of decimals. */
    private static StringBuilder decimal(StringBuilder json, long units, int decimals) {
        long scale = decimals == 4 ? 10_000 : 100;
        json.append(units / scale).append('.');
        String fraction = Long.toString(units % scale);
        for (int i = fraction.length(); i < decimals; i++) {
            json.append('0');
        }
        return json.append(fraction);
    }
}
