package io.parallax.sim.core;

import io.parallax.codecs.units.Micros;

/** Moves contracts, money and fees of one match. Every dollar paid is received, locked in a pair or charged as a fee. */
final class Settler {
    private final HoldingRule rule;
    private long lockedMicros;
    private long feesMicros;

    Settler(HoldingRule rule) {
        this.rule = rule;
    }

    /** Collateral behind the pairs outstanding. */
    long lockedMicros() {
        return lockedMicros;
    }

    /** Fees charged to all accounts. */
    long feesMicros() {
        return feesMicros;
    }

    Trade settle(String tradeId, Order taker, Order maker, long yesPriceMicros, long qtyMicros, long timestampNs) {
        TradeKind kind = kind(taker, maker);
        long before = lockedMicros;
        if (kind == TradeKind.MINT) {
            lockedMicros += qtyMicros;
        } else if (kind == TradeKind.MERGE) {
            lockedMicros -= qtyMicros;
        }
        Fill takerFill = side(tradeId, taker, true, yesPriceMicros, qtyMicros, timestampNs);
        Fill makerFill = side(tradeId, maker, false, yesPriceMicros, qtyMicros, timestampNs);
        taker.market().addOpenInterest(lockedMicros - before);
        taker.market().traded(yesPriceMicros, qtyMicros);
        return new Trade(tradeId, kind, yesPriceMicros, qtyMicros, takerFill, makerFill);
    }

    /** Undoes one match of tokens. */
    void revert(Trade trade) {
        if (rule == HoldingRule.NETTED) {
            throw new IllegalArgumentException("trade " + trade.id() + ": a venue that nets has no settlement to fail");
        }
        long before = lockedMicros;
        if (trade.kind() == TradeKind.MINT) {
            lockedMicros -= trade.qtyMicros();
        } else if (trade.kind() == TradeKind.MERGE) {
            lockedMicros += trade.qtyMicros();
        }
        unwind(trade.taker());
        unwind(trade.maker());
        trade.taker().order().market().addOpenInterest(lockedMicros - before);
    }

    private void unwind(Fill fill) {
        Order order = fill.order();
        Account account = order.account();
        boolean bought = order.request().action() == Action.BUY;
        account.holding(order.market().id())
                .add(order.request().outcome(), bought ? -fill.qtyMicros() : fill.qtyMicros());
        account.addCash((bought ? fill.costMicros() : -fill.costMicros()) + fill.feeMicros());
        account.addFee(-fill.feeMicros());
        feesMicros -= fill.feeMicros();
    }

    /** Pays an account for what it holds of a market, rounded down, and takes it out. */
    void pay(Account account, Market market, long yesPayoutMicros) {
        Holding holding = account.holding(market.id());
        long yesMicros = holding.yesMicros();
        long noMicros = holding.noMicros();
        account.addCash(
                Micros.mulFloor(yesMicros, yesPayoutMicros) + Micros.mulFloor(noMicros, Micros.ONE - yesPayoutMicros));
        holding.add(Outcome.YES, -yesMicros);
        holding.add(Outcome.NO, -noMicros);
    }

    /** Nothing is locked in a market any more. */
    void release(Market market) {
        lockedMicros -= market.openInterestMicros();
        market.addOpenInterest(-market.openInterestMicros());
    }

    private TradeKind kind(Order taker, Order maker) {
        if (rule == HoldingRule.NETTED) {
            return TradeKind.MINT;
        }
        Action action = taker.request().action();
        if (action != maker.request().action()) {
            return TradeKind.TRANSFER;
        }
        return action == Action.BUY ? TradeKind.MINT : TradeKind.MERGE;
    }

    /** Own-leg money of a fill: the YES leg rounded down, the NO leg what is left of a dollar a contract. */
    static long ownCost(Outcome outcome, long yesPriceMicros, long qtyMicros) {
        long yesCost = Micros.mulFloor(yesPriceMicros, qtyMicros);
        return outcome == Outcome.YES ? yesCost : qtyMicros - yesCost;
    }

    private Fill side(
            String tradeId, Order order, boolean taker, long yesPriceMicros, long qtyMicros, long timestampNs) {
        Account account = order.account();
        Outcome outcome = order.request().outcome();
        boolean buys = order.request().action() == Action.BUY;
        Holding holding = account.holding(order.market().id());
        long costMicros = ownCost(outcome, yesPriceMicros, qtyMicros);
        long revenueMicros = buys
                ? -costMicros + bought(holding, outcome, qtyMicros, costMicros)
                : costMicros + sold(holding, outcome, qtyMicros, costMicros);
        long feeMicros = account.isUnlimited()
                ? 0
                : order.market()
                        .spec()
                        .fees()
                        .charge(order.feeState(), taker, yesPriceMicros, qtyMicros, revenueMicros);
        account.addCash(revenueMicros - feeMicros);
        account.addFee(feeMicros);
        feesMicros += feeMicros;
        holding.traded(costMicros, qtyMicros, feeMicros, timestampNs);
        order.fill(qtyMicros, costMicros, feeMicros, taker, timestampNs);
        Fill fill = new Fill(
                tradeId,
                order,
                taker,
                yesPriceMicros,
                qtyMicros,
                costMicros,
                feeMicros,
                holding.yesMicros(),
                holding.noMicros(),
                timestampNs);
        account.filled(fill);
        return fill;
    }

    /** @return dollars paid back for pairs that netted out */
    private long bought(Holding holding, Outcome outcome, long qtyMicros, long costMicros) {
        long heldMicros = holding.of(outcome.opposite());
        holding.add(outcome, qtyMicros);
        if (rule == HoldingRule.TOKENS) {
            holding.opened(costMicros);
            return 0;
        }
        long pairs = holding.net();
        long closingCost = Holding.share(costMicros, pairs, qtyMicros);
        holding.closed(pairs, heldMicros, pairs - closingCost);
        holding.opened(costMicros - closingCost);
        lockedMicros -= pairs;
        return pairs;
    }

    private static long sold(Holding holding, Outcome outcome, long qtyMicros, long costMicros) {
        holding.closed(qtyMicros, holding.yesMicros() + holding.noMicros(), costMicros);
        holding.add(outcome, -qtyMicros);
        return 0;
    }
}
