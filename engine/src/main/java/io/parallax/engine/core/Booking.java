package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.execution.OrderDesk;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.position.FillTable;
import io.parallax.engine.position.Position;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Valuation;
import io.parallax.engine.state.HaltWish;

/** Books fills, and what becomes of them afterwards: confirmed once, or taken back once, whatever state their order is in. */
final class Booking {
    private static final int NO_PAIR = -1;

    private final Instruments instruments;
    private final Orders orders;
    private final FillTable fills;
    private final Bookkeeper books;
    private final Exposure exposure;
    private final Breakers breakers;
    private final Reconciliation reconciliation;
    private final Valuation valuation;
    private final HaltWish halts;
    private final PairGate gate;
    private final OrderDesk desk;
    private final Coordinator coordinator;
    private final StrategyHost strategies;
    private final CommandWriter writer;

    Booking(
            Instruments instruments,
            Orders orders,
            FillTable fills,
            Bookkeeper books,
            Exposure exposure,
            Breakers breakers,
            Reconciliation reconciliation,
            Valuation valuation,
            HaltWish halts,
            PairGate gate,
            OrderDesk desk,
            Coordinator coordinator,
            StrategyHost strategies,
            CommandWriter writer) {
        this.instruments = instruments;
        this.orders = orders;
        this.fills = fills;
        this.books = books;
        this.exposure = exposure;
        this.breakers = breakers;
        this.reconciliation = reconciliation;
        this.valuation = valuation;
        this.halts = halts;
        this.gate = gate;
        this.desk = desk;
        this.coordinator = coordinator;
        this.strategies = strategies;
        this.writer = writer;
    }

    /**
     * @param fill place in the table; below 0 when the table was full: the fill counts, and is never taken back
     * @param order whose fill it was, or null
     */
    void book(
            int fill,
            Settlement settlement,
            Instrument instrument,
            Order order,
            Outcome outcome,
            OrderAction action,
            long price,
            long qty,
            long fee,
            long nowNs) {
        int pairId = order == null ? NO_PAIR : order.pairId;
        boolean provisional = settlement == Settlement.PROVISIONAL;
        int number = breakers.onFill(instrument.venue());
        if (fill >= 0) {
            fills.describe(fill, instrument.instrumentId(), outcome, action, pairId, number);
            if (provisional) {
                breakers.onProvisional(fill, nowNs);
            }
        }
        if (provisional) {
            exposure.provisionalMoved(instrument.venue(), Micros.mulCeil(price, qty));
        }
        if (order != null) {
            breakers.onPrice(order, instrument, price);
        }
        reconciliation.onFee(instrument.venue(), fee);
        exposure.net().filled(instrument.instrumentId(), pairId, outcome, action, qty, provisional);
        Position position = books.begin(instrument);
        moved(
                instrument,
                order,
                action == OrderAction.BUY
                        ? position.buy(outcome, price, qty, fee)
                        : position.sell(outcome, price, qty, fee));
    }

    /** A fill in the table that holdings and cash had in them when the session began, and that may still vanish. */
    void await(int fill, Instrument instrument, Outcome outcome, OrderAction action, long nowNs) {
        fills.describe(fill, instrument.instrumentId(), outcome, action, NO_PAIR, breakers.onFill(instrument.venue()));
        breakers.onProvisional(fill, nowNs);
        exposure.provisionalMoved(instrument.venue(), Micros.mulCeil(fills.priceMicros(fill), fills.qtyMicros(fill)));
        exposure.net().doubted(instrument.instrumentId(), NO_PAIR, outcome, action, fills.qtyMicros(fill));
    }

    private void moved(Instrument instrument, Order order, long cashChange) {
        long costChange = books.end(cashChange);
        valuation.touch(instrument.instrumentId());
        reconciliation.onOwn(instrument.venue(), instrument.instrumentId());
        if (order != null && order.strategyId != Order.NO_STRATEGY) {
            exposure.directionalMoved(costChange);
            strategies.moved(instrument);
            strategies.changed(order);
        }
    }

    /** A fill seen before says what became of it: confirmed once, or reversed once; one that was final only by a bust. */
    void resettle(int fill, Settlement settlement, Order order, long nowNs) {
        Settlement was = fills.settlement(fill);
        boolean wasProvisional = was == Settlement.PROVISIONAL;
        boolean isNews = wasProvisional && settlement != Settlement.PROVISIONAL
                || was == Settlement.CONFIRMED && settlement == Settlement.BUSTED;
        if (!isNews) {
            return;
        }
        fills.settle(fill, settlement);
        Instrument instrument = instruments.get(fills.instrumentId(fill));
        if (wasProvisional) {
            exposure.provisionalMoved(
                    instrument.venue(), -Micros.mulCeil(fills.priceMicros(fill), fills.qtyMicros(fill)));
        }
        if (Breakers.undoes(settlement)) {
            reverse(fill, settlement, wasProvisional, instrument, order, nowNs);
        } else {
            reconciliation.onOwn(instrument.venue(), instrument.instrumentId());
            exposure.net()
                    .confirmed(
                            instrument.instrumentId(),
                            fills.pairId(fill),
                            fills.outcome(fill),
                            fills.action(fill),
                            fills.qtyMicros(fill));
        }
    }

    /** A record of its own, the exact negative of the fill as it was booked. */
    private void reverse(
            int fill, Settlement settlement, boolean wasProvisional, Instrument instrument, Order order, long nowNs) {
        long price = fills.priceMicros(fill);
        long qty = fills.qtyMicros(fill);
        long fee = fills.feeMicros(fill);
        Outcome outcome = fills.outcome(fill);
        OrderAction action = fills.action(fill);
        int pairId = fills.pairId(fill);
        if (order == null && reconciliation.awaitsPosition(instrument)) {
            exposure.net().confirmed(instrument.instrumentId(), pairId, outcome, action, qty);
        } else {
            exposure.net().reversed(instrument.instrumentId(), pairId, outcome, action, qty, wasProvisional);
            Position position = books.begin(instrument);
            boolean wasPaid = action == OrderAction.BUY && position.wasPaid(outcome, qty);
            moved(
                    instrument,
                    order,
                    action == OrderAction.BUY
                            ? position.reverseBuy(outcome, price, qty, fee)
                            : position.reverseSell(outcome, price, qty, fee));
            if (wasPaid) {
                exposure.net().held(instrument);
                halts.raise(LatchCause.POSITION_BREAK, "a fill failed to settle that the venue had paid for");
            }
        }
        writer.alert(AlertCode.GHOST_FILL, pairId, instrument.instrumentId(), fills.orderId(fill), qty);
        if (settlement == Settlement.BUSTED) {
            halts.raise(LatchCause.BUST, "the venue took a trade back");
        } else {
            breakers.onReverted(instrument.venue(), fills.venueNumber(fill), nowNs);
            if (pairId >= 0) {
                gate.freeze(pairId, FreezeCause.REVERTS);
            }
        }
        if (order == null) {
            halts.raise(LatchCause.REVERTS, "a fill failed to settle whose order is not known any more");
        } else {
            coordinator.onLateFill(order, -qty, nowNs);
        }
    }

    /** A fill first heard of as undone: nothing to take back, unless the venue's total had been believed to hold it. */
    void neverHappened(Settlement settlement, Order order, Instrument instrument, long qty, long nowNs) {
        int number = breakers.onFill(instrument.venue());
        if (settlement == Settlement.BUSTED) {
            halts.raise(LatchCause.BUST, "the venue took a trade back");
        } else {
            breakers.onReverted(instrument.venue(), number, nowNs);
        }
        if (order == null) {
            return;
        }
        long owed = order.effectiveFilledMicros() - order.filledQtyMicros();
        long taken = Math.min(owed, qty);
        if (taken > 0) {
            orders.told(order, order.effectiveFilledMicros() - taken);
            desk.settleReservation(order, instrument);
            writer.alert(AlertCode.GHOST_FILL, order.pairId, instrument.instrumentId(), order.orderId(), taken);
            coordinator.onLateFill(order, -taken, nowNs);
        }
    }
}
