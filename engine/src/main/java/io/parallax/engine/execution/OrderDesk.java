package io.parallax.engine.execution;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.ArmedOrder;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Risk;

/**
 * Opens order slots, reserves what an order may cost and writes the intent; keeps the reservation equal to what the order
 * can still spend until the venue has proven otherwise.
 */
public final class OrderDesk {
    private static final long NO_ATTEMPT = 0;
    private static final int NO_PAIR = -1;

    private final Orders orders;
    private final VenueCash cash;
    private final Exposure exposure;
    private final Risk risk;
    private final ArmedOrders armed;
    private final CommandWriter writer;

    public OrderDesk(
            Orders orders, VenueCash cash, Exposure exposure, Risk risk, ArmedOrders armed, CommandWriter writer) {
        this.orders = orders;
        this.cash = cash;
        this.exposure = exposure;
        this.risk = risk;
        this.armed = armed;
        this.writer = writer;
    }

    /**
     * Sends for a leg of an attempt: by the signature made ahead where an order of equal terms was signed and all that made it
     * stands, else signed when it is sent.
     *
     * @param notionalMicros what an immediate buy spends where the venue takes collateral, else the cost it may have
     * @param expiryNs until when it rests; 0 = it does not
     * @return the order, or null when every slot is live
     */
    Order send(
            Attempt attempt,
            int leg,
            OrderAction action,
            Purpose purpose,
            TimeInForce timeInForce,
            long priceMicros,
            long qtyMicros,
            long notionalMicros,
            long expiryNs,
            long nowNs) {
        Instrument instrument = attempt.instrument(leg);
        Outcome outcome = attempt.outcome[leg];
        ArmedOrder ready = armed.find(
                attempt.pair, instrument, outcome, action, timeInForce, priceMicros, qtyMicros, notionalMicros, nowNs);
        Order order = orders.open(ready == null ? writer.nextOrderId() : ready.orderId);
        if (order == null) {
            return null;
        }
        order.signedNs = 0;
        if (ready != null) {
            order.signedNs = ready.signedNs;
            armed.sent(ready);
        }
        order.attemptId = attempt.attemptId;
        order.pairId = attempt.pairId();
        order.leg = leg;
        order.strategyId = Order.NO_STRATEGY;
        order.timeInForce = timeInForce;
        order.expiryNs = expiryNs;
        attempt.sent(leg, order);
        submit(order, instrument, outcome, action, purpose, priceMicros, qtyMicros, notionalMicros, nowNs);
        return order;
    }

    /** An order of no pair. @return the order, or null when every slot is live */
    Order sendAlone(
            int strategyId,
            Instrument instrument,
            Outcome outcome,
            OrderAction action,
            Purpose purpose,
            long priceMicros,
            long qtyMicros,
            long notionalMicros,
            long nowNs) {
        Order order = orders.open(writer.nextOrderId());
        if (order == null) {
            return null;
        }
        order.signedNs = 0;
        order.attemptId = NO_ATTEMPT;
        order.pairId = NO_PAIR;
        order.leg = 0;
        order.strategyId = strategyId;
        order.timeInForce = TimeInForce.IOC;
        order.expiryNs = 0;
        submit(order, instrument, outcome, action, purpose, priceMicros, qtyMicros, notionalMicros, nowNs);
        return order;
    }

    private void submit(
            Order order,
            Instrument instrument,
            Outcome outcome,
            OrderAction action,
            Purpose purpose,
            long priceMicros,
            long qtyMicros,
            long notionalMicros,
            long nowNs) {
        order.instrumentId = instrument.instrumentId();
        order.venue = instrument.venue();
        order.outcome = outcome;
        order.action = action;
        order.purpose = purpose;
        order.priceMicros = priceMicros;
        order.qtyMicros = qtyMicros;
        order.notionalMicros = notionalMicros;
        order.exactQty = action == OrderAction.SELL || instrument.hasExactQty();
        order.reservedMicros = 0;
        order.sellingMicros = 0;
        order.sentNs = nowNs;
        settleReservation(order, instrument);
        writer.submit(order, nowNs);
    }

    /** Makes the reservation what the order can still cost: its rest while it lives, fills not yet seen once it ended. */
    public void settleReservation(Order order, Instrument instrument) {
        exposure.net().count(order);
        long mostMicros = order.isDoubled() ? 2 * order.qtyMicros : order.qtyMicros;
        long openMicros = order.isTerminal() && !order.isDoubled()
                ? order.effectiveFilledMicros() - order.filledQtyMicros()
                : mostMicros - order.filledQtyMicros();
        if (order.action == OrderAction.SELL) {
            selling(order, instrument.position().isNetting() ? 0 : Math.max(0, openMicros));
            return;
        }
        long dueMicros = openMicros <= 0 ? 0 : costCeil(instrument, order.priceMicros, openMicros);
        long change = dueMicros - order.reservedMicros;
        if (change != 0) {
            order.reservedMicros = dueMicros;
            cash.reserve(order.venue, change);
            exposure.reservedMoved(order.venue, order.pairId, change);
            if (order.purpose == Purpose.ENTER) {
                exposure.directionalMoved(change);
            }
        }
    }

    /** A sale costs nothing, but while it may fill, or its fills are not told yet, it may become what has not settled. */
    private void selling(Order order, long contractsMicros) {
        exposure.sellingMoved(order.venue, contractsMicros - order.sellingMicros);
        order.sellingMicros = contractsMicros;
    }

    /** Holds back what a leg of the attempt can still cost; 0 gives it back. */
    void reserve(Attempt attempt, int leg, long micros) {
        long change = micros - attempt.reservedMicros[leg];
        if (change != 0) {
            attempt.reservedMicros[leg] = micros;
            cash.reserve(attempt.instrument(leg).venue(), change);
            exposure.reservedMoved(attempt.instrument(leg).venue(), attempt.pairId(), change);
        }
    }

    /** Asks the venue to cancel an order and what became of it; it stays live until that is proven. */
    public void cancel(Order order, long nowNs) {
        order.cancelAsked = true;
        order.lastQueryNs = nowNs;
        cancelOnly(order, nowNs);
        writer.query(order);
    }

    /** Asks the venue to cancel an order; it is one of the venue's requests. */
    public void cancelOnly(Order order, long nowNs) {
        risk.countCancel(order.venue, nowNs);
        writer.cancel(order);
    }

    /** The order with this id, or null when it is not known any more. */
    Order find(long orderId) {
        return orders.find(orderId);
    }

    /** The most that buying this can cost, fees included: those known last where the venue's are unknown now. */
    public static long costCeil(Instrument instrument, long priceMicros, long qtyMicros) {
        return Micros.mulCeil(priceMicros, qtyMicros)
                + instrument.lastKnownFees().takerFeeCeil(priceMicros, qtyMicros);
    }
}
