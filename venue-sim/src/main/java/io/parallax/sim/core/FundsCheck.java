package io.parallax.sim.core;

import io.parallax.codecs.units.Micros;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Whether an account can pay for one more order, next to those it has resting. Pure. */
final class FundsCheck {
    private FundsCheck() {}

    static Reject check(HoldingRule rule, Order order, Purses purses) {
        Account account = order.account();
        if (account.isUnlimited()) {
            return null;
        }
        if (rule == HoldingRule.TOKENS && order.request().action() == Action.SELL) {
            return freeTokens(account, order) >= order.qtyMicros() ? null : Reject.INSUFFICIENT_HOLDINGS;
        }
        long needMicros = rule == HoldingRule.NETTED
                ? nettedNeed(account, order, open -> purses.share(open, order.market()))
                : Math.addExact(tokensNeed(account, open -> purses.share(open, order.market())), ownNeed(order));
        return purses.cashMicros(account, order.market()) >= needMicros ? null : Reject.INSUFFICIENT_CASH;
    }

    /** Cash that resting orders of the account hold back in some markets. */
    static long reservedMicros(HoldingRule rule, Account account, Predicate<Market> markets) {
        return rule == HoldingRule.NETTED ? nettedNeed(account, null, markets) : tokensNeed(account, markets);
    }

    private static long freeTokens(Account account, Order order) {
        Outcome outcome = order.request().outcome();
        long free = account.holding(order.market().id()).of(outcome);
        for (Order open : account.openOrders()) {
            if (open.market() == order.market()
                    && open.request().action() == Action.SELL
                    && open.request().outcome() == outcome) {
                free -= open.remainingMicros();
            }
        }
        return free;
    }

    private static long tokensNeed(Account account, Predicate<Market> markets) {
        long need = 0;
        for (Order open : account.openOrders()) {
            if (open.request().action() == Action.BUY && markets.test(open.market())) {
                need = Math.addExact(need, Micros.mulCeil(open.request().ownPriceMicros(), open.remainingMicros()));
            }
        }
        return need;
    }

    private static long ownNeed(Order order) {
        OrderRequest request = order.request();
        FeeRule fees = order.market().spec().fees();
        if (request.spendMicros() > 0) {
            return Math.addExact(request.spendMicros(), spendFees(order, fees));
        }
        return Math.addExact(
                Micros.mulCeil(request.ownPriceMicros(), request.qtyMicros()),
                fees.reserveMicros(request.ownPriceMicros(), request.qtyMicros()));
    }

    private static long spendFees(Order order, FeeRule fees) {
        long leftMicros = order.request().spendMicros();
        long feeMicros = 0;
        for (Map.Entry<Long, Level> entry :
                order.market().levels(order.side().opposite()).entrySet()) {
            if (leftMicros <= 0 || !order.accepts(entry.getKey())) {
                break;
            }
            long ownMicros = order.ownPriceOf(entry.getKey());
            long qtyMicros =
                    Math.min(entry.getValue().totalMicros, Math.multiplyExact(leftMicros, Micros.ONE) / ownMicros);
            feeMicros += fees.reserveMicros(ownMicros, qtyMicros);
            leftMicros -= Micros.mulFloor(ownMicros, qtyMicros) + 1;
        }
        return feeMicros;
    }

    /** Resting orders close the opposite position first, oldest first; only the rest needs money. */
    private static long nettedNeed(Account account, Order extra, Predicate<Market> markets) {
        Map<String, long[]> closable = new HashMap<>();
        long need = 0;
        for (Order open : account.openOrders()) {
            if (markets.test(open.market())) {
                need = Math.addExact(need, openingNeed(account, open, closable, false));
            }
        }
        return extra == null ? need : Math.addExact(need, openingNeed(account, extra, closable, true));
    }

    private static long openingNeed(Account account, Order order, Map<String, long[]> closable, boolean taking) {
        long[] left = closable.computeIfAbsent(order.market().id(), id -> {
            Holding holding = account.holding(id);
            return new long[] {holding.noMicros(), holding.yesMicros()};
        });
        int side = order.side().ordinal();
        long closing = Math.min(left[side], order.remainingMicros());
        left[side] -= closing;
        long opening = order.remainingMicros() - closing;
        if (opening == 0) {
            return 0;
        }
        long ownMicros = order.request().ownPriceMicros();
        long feeMicros = taking ? order.market().spec().fees().reserveMicros(ownMicros, opening) : 0;
        return Math.addExact(Micros.mulCeil(ownMicros, opening), feeMicros);
    }
}
