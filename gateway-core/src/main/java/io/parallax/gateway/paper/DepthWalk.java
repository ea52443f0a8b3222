package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks an order down the opposite side of the book it meets. Pure. */
final class DepthWalk {
    /** Levels one order takes from at most; what lies beyond is not taken. */
    static final int MAX_TAKES = 64;

    private DepthWalk() {}

    /** Quantity taken at one price of the YES book. */
    record Take(long yesPriceMicros, long qtyMicros) {}

    /**
     * What the order takes, best price first. Of each level counts what is shown (in a race the least that was), less the
     * share of others, less what we took before, in whole lots. Fill-or-kill takes all or nothing.
     */
    static List<Take> takes(PaperOrder order, long goneMicros) {
        PaperBook book = order.market.book();
        BookSide side = order.takes();
        List<Take> takes = new ArrayList<>();
        long leftMicros = order.spends() ? order.spendMicros : order.remainingMicros();
        for (Map.Entry<Long, Long> level : book.levels(side).entrySet()) {
            long price = level.getKey();
            if (leftMicros <= 0 || !order.accepts(price) || takes.size() == MAX_TAKES) {
                break;
            }
            long offered = offered(order, book, side, price, level.getValue(), goneMicros);
            if (offered <= 0) {
                continue;
            }
            if (!order.spends()) {
                long qty = Math.min(offered, leftMicros);
                takes.add(new Take(price, qty));
                leftMicros -= qty;
                continue;
            }
            long own = order.own(price);
            long cost = Micros.mulCeil(own, offered);
            if (cost <= leftMicros) {
                takes.add(new Take(price, offered));
                leftMicros -= cost;
            } else {
                long qty = Math.multiplyExact(leftMicros, Micros.ONE) / own;
                if (qty > 0) {
                    takes.add(new Take(price, qty));
                }
                leftMicros = 0;
            }
        }
        return order.timeInForce == TimeInForce.FOK && leftMicros > 0 ? List.of() : takes;
    }

    private static long offered(
            PaperOrder order, PaperBook book, BookSide side, long price, long shownMicros, long goneMicros) {
        long counted = order.countedMicros(price, shownMicros);
        long ours = counted - Micros.mulCeil(counted, goneMicros) - book.takenMicros(side, price);
        return ours <= 0 ? 0 : Micros.floorToStep(ours, order.market.rules().qtyStepMicros());
    }
}
