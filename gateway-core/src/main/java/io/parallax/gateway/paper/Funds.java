package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether the account can pay for one more order beside those that rest. Pure. */
final class Funds {
    private Funds() {}

    /** Contracts that resting orders already close, by instrument and outcome. */
    private record Key(int instrumentId, boolean yes) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byId = Integer.compare(instrumentId, other.instrumentId);
            return byId != 0 ? byId : Boolean.compare(yes, other.yes);
        }
    }

    /** Cash that no resting order holds back. */
    static long availableMicros(PaperAccount account, Collection<PaperOrder> live) {
        return account.cashMicros() - heldBack(account, live, new TreeMap<>());
    }

    /** Whether the order can be paid, or delivered, whatever of it fills. */
    static boolean suffice(
            PaperAccount account, Collection<PaperOrder> live, PaperOrder order, List<DepthWalk.Take> takes) {
        Map<Key, Long> closing = new TreeMap<>();
        long freeMicros = account.cashMicros() - heldBack(account, live, closing);
        if (order.action == OrderAction.SELL && !order.market.rules().netting()) {
            return free(account, closing, order.market, order.outcome) >= order.remainingMicros();
        }
        long need =
                order.spends() ? Math.addExact(order.spendMicros, feesOf(order, takes)) : need(account, closing, order);
        return freeMicros >= need;
    }

    private static long heldBack(PaperAccount account, Collection<PaperOrder> live, Map<Key, Long> closing) {
        long heldMicros = 0;
        for (PaperOrder open : live) {
            if (open.state == PaperOrder.State.RESTING) {
                heldMicros = Math.addExact(heldMicros, need(account, closing, open));
            }
        }
        return heldMicros;
    }

    private static long need(PaperAccount account, Map<Key, Long> closing, PaperOrder order) {
        long qty = order.remainingMicros();
        boolean netting = order.market.rules().netting();
        boolean buys = order.action == OrderAction.BUY;
        Outcome closes = buys ? PaperAccount.other(order.outcome) : order.outcome;
        long closed = 0;
        if (netting || !buys) {
            closed = Math.min(qty, free(account, closing, order.market, closes));
            closing.merge(key(order.market, closes), closed, Long::sum);
        }
        long opening = qty - closed;
        if (opening <= 0 || !netting && !buys) {
            return 0;
        }
        long price = buys ? order.ownPriceMicros : Micros.ONE - order.ownPriceMicros;
        return Math.addExact(
                Micros.mulCeil(price, opening), order.market.fees().reserveCeil(order.action, price, opening));
    }

    private static long feesOf(PaperOrder order, List<DepthWalk.Take> takes) {
        long fees = 0;
        for (DepthWalk.Take take : takes) {
            long price = order.own(take.yesPriceMicros());
            fees = Math.addExact(fees, order.market.fees().reserveCeil(order.action, price, take.qtyMicros()));
        }
        return fees;
    }

    private static long free(PaperAccount account, Map<Key, Long> closing, PaperMarket market, Outcome outcome) {
        long used = closing.getOrDefault(key(market, outcome), 0L);
        return Math.max(0, account.heldMicros(market.instrumentId(), outcome) - used);
    }

    private static Key key(PaperMarket market, Outcome outcome) {
        return new Key(market.instrumentId(), outcome == Outcome.YES);
    }
}
