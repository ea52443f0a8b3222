package io.parallax.gateway.kalshi.order;

import static io.parallax.gateway.kalshi.order.AsciiWriter.ascii;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;

/**
 * The create request, written into one buffer without allocating: a leg at its own price becomes {@code bid} or {@code ask} at
 * the YES price, both as strings.
 *
 * <pre>
 *   buy YES at p   bid p        sell YES at p   ask p
 *   buy NO  at q   ask 1-q      sell NO  at q   bid 1-q
 * </pre>
 *
 * <p>Event loop only.
 */
public final class OrderBody {
    private static final int PRICE_UNIT = 100; // four decimals
    private static final int COUNT_UNIT = 10_000; // two decimals
    private static final int CAPACITY = 1_024;

    private static final byte[] TICKER = ascii("{\"ticker\":\"");
    private static final byte[] BID = ascii("\",\"side\":\"bid\",\"price\":\"");
    private static final byte[] ASK = ascii("\",\"side\":\"ask\",\"price\":\"");
    private static final byte[] COUNT = ascii("\",\"count\":\"");
    private static final byte[] FOK = rest("fill_or_kill");
    private static final byte[] IOC = rest("immediate_or_cancel");
    private static final byte[] GTC = rest("good_till_canceled");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] SHARD = ascii(",\"exchange_index\":");
    private static final byte[] GROUP = ascii(",\"order_group_id\":\"");
    private static final byte[] END = ascii("}");

    private final AsciiWriter json = new AsciiWriter(CAPACITY);
    private final byte[] clientPrefix;

    /** @param sessionId names the orders of this session */
    public OrderBody(long sessionId) {
        String first = OrderIds.clientOrderId(sessionId, 1);
        clientPrefix = ascii(first.substring(0, first.length() - 1));
    }

    private static byte[] rest(String timeInForce) {
        return ascii("\",\"time_in_force\":\"" + timeInForce
                + "\",\"self_trade_prevention_type\":\"taker_at_cross\",\"client_order_id\":\"");
    }

    /** {@code bid} (more YES), else {@code ask} (more NO, or less YES). */
    static boolean isBid(Outcome outcome, OrderAction action) {
        return (outcome == Outcome.YES) == (action == OrderAction.BUY);
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

    /**
     * Writes the body over the last one.
     *
     * @param shard the market's {@code exchange_index}, negative when not known: the venue then routes by ticker
     * @param groupId of the order group that limits it, null for none
     * @return its length in {@link #bytes()}
     */
    public int write(
            byte[] ticker,
            boolean bid,
            long yesPriceMicros,
            long qtyMicros,
            TimeInForce timeInForce,
            long orderId,
            int shard,
            byte[] groupId) {
        json.clear()
                .text(TICKER)
                .text(ticker)
                .text(bid ? BID : ASK)
                .decimal(yesPriceMicros / PRICE_UNIT, 4)
                .text(COUNT)
                .decimal(qtyMicros / COUNT_UNIT, 2)
                .text(word(timeInForce))
                .text(clientPrefix)
                .hex(orderId)
                .text(QUOTE);
        if (shard >= 0) {
            json.text(SHARD).number(shard);
        }
        if (groupId != null) {
            json.text(GROUP).text(groupId).text(QUOTE);
        }
        return json.text(END).length();
    }

    /** What was written last. */
    public byte[] bytes() {
        return json.bytes();
    }

    private static byte[] word(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case FOK -> FOK;
            case IOC -> IOC;
            case GTC -> GTC;
            case NULL_VAL -> throw new IllegalArgumentException("an order has a time in force");
        };
    }
}
