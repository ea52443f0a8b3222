package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.gateway.polymarket.signing.Words;
import java.util.Arrays;

/** Orders of tests elsewhere. */
public final class OrderTables {
    private OrderTables() {}

    /** An order that the venue answered as resting; its hash repeats {@code 0xA0 + orderId}. */
    public static OrderTable.Entry resting(OrderTable table, long orderId, long sentNs) {
        return answered(table, orderId, sentNs, false);
    }

    /** The same of an order that never rests. */
    public static OrderTable.Entry immediate(OrderTable table, long orderId, long sentNs) {
        return answered(table, orderId, sentNs, true);
    }

    private static OrderTable.Entry answered(OrderTable table, long orderId, long sentNs, boolean immediate) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) (0xA0 + orderId));
        OrderTable.Facts facts =
                new OrderTable.Facts(orderId, 0, Outcome.YES, OrderAction.BUY, immediate, 10_000_000, sentNs, 0);
        OrderTable.Entry entry = table.add(facts, hash, Words.hex(hash));
        entry.accept();
        entry.answered();
        return entry;
    }
}
