package io.parallax.engine.execution;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;

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
    private final CommandWriter writer;

    public OrderDesk(Orders orders, VenueCash cash, Exposure exposure, CommandWriter writer) {
        this.orders = orders;
        this.cash = cash;
        this.exposure = exposure;
        this.writer = writer;
    }

    /** @return the order, or null when every slot is live */
    Order buy(
            Attempt attempt,
            Instrument instrument,
            Outcome outcome,
            Purpose purpose,
            long priceMicros,
            long qtyMicros,
            long notionalMicros,
            long nowNs) {
        return send(
                attempt, instrument, outcome, OrderAction.BUY, purpose, priceMicros, qtyMicros, notionalMicros, nowNs);
    }

    /** @return the order, or null when every slot is live */
    Order sell(
            Attempt attempt,
            Instrument instrument,
            Outcome outcome,
            Purpose purpose,
            long priceMicros,
            long qtyMicros,
            long nowNs) {
        long notional = Micros.mulFloor(priceMicros, qtyMicros);
        return send(attempt, instrument, outcome, OrderAction.SELL, purpose, priceMicros, qtyMicros, notional, nowNs);
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
        order.attemptId = NO_ATTEMPT;
        order.pairId = NO_PAIR;
        order.strategyId = strategyId;
        submit(order, instrument, outcome, action, purpose, priceMicros, qtyMicros, notionalMicros, nowNs);
        return order;
    }

    private Order send(
            Attempt attempt,
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
        order.attemptId = attempt.attemptId;
        order.pairId = attempt.pairId;
        order.strategyId = Order.NO_STRATEGY;
        submit(order, instrument, outcome, action, purpose, priceMicros, qtyMicros, notionalMicros, nowNs);
        attempt.liveOrderId = order.orderId();
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
        order.timeInForce = TimeInForce.IOC;
        order.purpose = purpose;
        order.priceMicros = priceMicros;
        order.qtyMicros = qtyMicros;
        order.notionalMicros = notionalMicros;
        order.exactQty = action == OrderAction.SELL || instrument.hasExactQty();
        order.reservedMicros = 0;
        order.sentNs = nowNs;
        settleReservation(order, instrument);
        writer.submit(order, nowNs);
    }

    /** Makes the reservation what the order can still cost: its rest while it lives, fills not yet seen once it ended. */
    public void settleReservation(Order order, Instrument instrument) {
        long openMicros = order.isTerminal()
                ? order.effectiveFilledMicros() - order.filledQtyMicros()
                : order.qtyMicros - order.filledQtyMicros();
        long dueMicros = order.action == OrderAction.SELL || openMicros <= 0
                ? 0
                : costCeil(instrument, order.priceMicros, openMicros);
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

    /** Holds back what the attempt's hedge can still cost; 0 gives it back. */
    void reserveHedge(Attempt attempt, long micros) {
        long change = micros - attempt.hedgeReservedMicros;
        if (change != 0) {
            attempt.hedgeReservedMicros = micros;
            cash.reserve(attempt.hedge.venue(), change);
            exposure.reservedMoved(attempt.hedge.venue(), attempt.pairId, change);
        }
    }

    /** The most that buying this can cost, fees included: those known last where the venue's are unknown now. */
    public static long costCeil(Instrument instrument, long priceMicros, long qtyMicros) {
        return Micros.mulCeil(priceMicros, qtyMicros)
                + instrument.lastKnownFees().takerFeeCeil(priceMicros, qtyMicros);
    }
}
