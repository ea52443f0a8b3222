package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.OpenOrderSeenDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.execution.OrderDesk;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.OrderEvent;
import io.parallax.engine.order.Orders;
import io.parallax.engine.order.VenueRecord;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.position.FillTable;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.HaltWish;
import io.parallax.engine.state.StateHash;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes own-order events to orders, positions and attempts. A fill is booked whatever state its order is in; what is not
 * ours or contradicts itself is booked first and then halts.
 */
final class OrderEvents {
    /** How long an unanswered question waits before it is asked again. */
    static final long QUERY_PAUSE_NS = 1_000_000_000L;

    /** A hundredth of a contract: what venues' rounding may leave between a total and its fills. */
    static final long DUST_MICROS = 10_000L;

    /** A thousand million contracts: beyond it a quantity is a misreading. */
    static final long MAX_QTY_MICROS = 1_000_000_000L * Micros.ONE;

    private final EngineSettings settings;
    private final Instruments instruments;
    private final Pairs pairs;
    private final PairGate gate;
    private final Orders orders;
    private final VenueRecord record;
    private final FillTable fills;
    private final Exposure exposure;
    private final Booking booking;
    private final OrderDesk desk;
    private final Coordinator coordinator;
    private final StrategyHost strategies;
    private final HaltWish halts;
    private final CommandWriter writer;
    private final UnsafeBuffer venueOrderId = new UnsafeBuffer(0, 0);
    private long sessionStartNs;

    OrderEvents(
            EngineSettings settings,
            Instruments instruments,
            Pairs pairs,
            PairGate gate,
            Orders orders,
            VenueRecord record,
            FillTable fills,
            Exposure exposure,
            Booking booking,
            OrderDesk desk,
            Coordinator coordinator,
            StrategyHost strategies,
            HaltWish halts,
            CommandWriter writer) {
        this.settings = settings;
        this.instruments = instruments;
        this.pairs = pairs;
        this.gate = gate;
        this.orders = orders;
        this.record = record;
        this.fills = fills;
        this.exposure = exposure;
        this.booking = booking;
        this.desk = desk;
        this.coordinator = coordinator;
        this.strategies = strategies;
        this.halts = halts;
        this.writer = writer;
    }

    void onAccepted(OrderAcceptedDecoder event, long nowNs) {
        Order order = orders.find(event.orderId());
        if (order == null) {
            return;
        }
        event.wrapVenueOrderId(venueOrderId);
        if (orders.named(order, hash(venueOrderId))) {
            // Two orders for one intent: each may fill what was meant for one (OE-10).
            writer.alert(AlertCode.DUPLICATE_ORDER, order.pairId, order.instrumentId, order.orderId(), Micros.NULL);
            desk.cancelOnly(order, nowNs);
            desk.settleReservation(order, instruments.get(order.instrumentId));
            halts.raise(LatchCause.CONTRADICTION, "the venue shows two orders for one intent");
        }
        step(order, OrderEvent.ACCEPTED, nowNs);
    }

    /** A hash of a text's bytes; 0 for an empty one. */
    private static long hash(DirectBuffer text) {
        long hash = 0;
        for (int i = 0; i < text.capacity(); i++) {
            hash = StateHash.mix(hash, text.getByte(i) + 1);
        }
        return hash;
    }

    /** What rests in the venue's book by its own list; one that is not ours says that somebody else trades this account. */
    void onOpenSeen(OpenOrderSeenDecoder event) {
        if (event.orderId() == OpenOrderSeenDecoder.orderIdNullValue()) {
            writer.alert(AlertCode.RECONCILE_BREAK, -1, event.instrumentId(), 0, event.remainingQtyMicros());
            halts.raise(LatchCause.FOREIGN_ACTIVITY, "an order that is not ours rests at the venue");
        }
    }

    void onRejected(OrderRejectedDecoder event, long nowNs) {
        Order order = orders.find(event.orderId());
        if (order != null) {
            boolean news = !order.isTerminal();
            step(order, OrderEvent.REJECTED, nowNs);
            if (news && order.isTerminal()) {
                coordinator.onRejected(order, event.code(), nowNs);
            }
        }
    }

    void onUnknown(long orderId, long nowNs) {
        Order order = orders.find(orderId);
        if (order != null && !order.isTerminal()) {
            doubt(order, nowNs);
        }
    }

    void onDone(OrderDoneDecoder event, long nowNs) {
        Order order = orders.find(event.orderId());
        if (order == null) {
            return;
        }
        long told = event.filledQtyMicros();
        if (told < 0 || told > boundMicros(order)) {
            contradiction(order.orderId(), order.instrumentId, "venue total beyond its order");
            return;
        }
        if (order.isTerminal()) {
            if (told > order.effectiveFilledMicros()) {
                long more = told - order.effectiveFilledMicros();
                orders.told(order, told);
                step(order, OrderEvent.DONE_FILLED, nowNs);
                coordinator.onLateFill(order, more, nowNs);
            }
            return;
        }
        orders.told(order, told);
        step(
                order,
                switch (event.reason()) {
                    case FILLED -> OrderEvent.DONE_FILLED;
                    case EXPIRED -> OrderEvent.DONE_EXPIRED;
                    default -> OrderEvent.DONE_CANCELLED;
                },
                nowNs);
    }

    /** The session begins now. */
    void onSessionStart(long nowNs) {
        sessionStartNs = nowNs;
    }

    /**
     * Matched before this session began: the positions and the cash it began with hold it already, and no order of this
     * session can be meant. A venue clock that is behind cannot hide a foreign fill for long: positions are compared, too.
     */
    private boolean isOfEarlierSession(FillDecoder event) {
        long matchedNs = event.meta().venueTimeNs();
        return matchedNs > 0 && matchedNs < sessionStartNs;
    }

    /**
     * A match that the session began with: the positions and the cash it began with hold it already. It may still vanish, or
     * has vanished.
     */
    private void onEarlier(FillDecoder event, Instrument instrument, long nowNs) {
        Settlement settlement = event.settlement();
        boolean undone = Breakers.undoes(settlement);
        if (!undone && settlement != Settlement.PROVISIONAL) {
            return;
        }
        long price = event.priceMicros();
        long qty = event.qtyMicros();
        if (!isPlausible(price, qty, event.feeMicros())) {
            contradiction(event.orderId(), event.instrumentId(), "fill with impossible figures");
            return;
        }
        long fee = bookedFee(event, instrument, price, qty);
        int fill = fills.add(
                event.tradeIdHigh(),
                event.tradeIdLow(),
                event.orderId(),
                event.part(),
                Settlement.PROVISIONAL,
                price,
                qty,
                fee);
        if (fill == FillTable.ABSENT) {
            halts.raise(LatchCause.CAPACITY, "fill table full");
            return;
        }
        booking.await(fill, instrument, event.outcome(), event.action(), nowNs);
        if (undone) {
            vanished(fill, settlement, instrument, nowNs);
        }
    }

    private void vanished(int fill, Settlement settlement, Instrument instrument, long nowNs) {
        booking.resettle(fill, settlement, null, nowNs);
        freezeAll(instrument, FreezeCause.REVERTS);
    }

    private void freezeAll(Instrument instrument, FreezeCause cause) {
        for (int pairId : pairs.of(instrument.instrumentId())) {
            gate.freeze(pairId, cause);
        }
    }

    void onFill(FillDecoder event, long nowNs) {
        long high = event.tradeIdHigh();
        long low = event.tradeIdLow();
        long orderId = event.orderId();
        Settlement settlement = event.settlement();
        int at = fills.find(high, low, orderId, event.part());
        Instrument instrument = instruments.get(event.instrumentId());
        Order order = orders.find(orderId);
        if (at >= 0) {
            if (order == null && Breakers.undoes(settlement)) {
                vanished(at, settlement, instrument, nowNs);
            } else {
                booking.resettle(at, settlement, order, nowNs);
            }
            return;
        }
        if (order == null && isOfEarlierSession(event)) {
            onEarlier(event, instrument, nowNs);
            return;
        }
        long price = event.priceMicros();
        long qty = event.qtyMicros();
        if (!isPlausible(price, qty, event.feeMicros())) {
            contradiction(orderId, event.instrumentId(), "fill with impossible figures");
            return;
        }
        long fee = bookedFee(event, instrument, price, qty);
        int added = fills.add(high, low, orderId, event.part(), settlement, price, qty, fee);
        if (added == FillTable.ABSENT) {
            halts.raise(LatchCause.CAPACITY, "fill table full");
        }
        if (Breakers.undoes(settlement)) {
            booking.neverHappened(settlement, order, instrument, qty, nowNs);
            return;
        }
        long realisedBefore = instrument.position().realisedMicros();
        booking.book(added, settlement, instrument, order, event.outcome(), event.action(), price, qty, fee, nowNs);
        if (order == null) {
            writer.alert(AlertCode.UNMAPPED_FILL, -1, instrument.instrumentId(), orderId, qty);
            freezeAll(
                    instrument,
                    FreezeCause.NAKED); // no attempt will hedge it, and the halt may end before somebody does
            halts.raise(LatchCause.FOREIGN_ACTIVITY, "fill of an order that is not ours");
            return;
        }
        checkFee(event, order, instrument);
        coordinator.onFee(order, fee);
        switch (order.purpose) {
            case UNWIND, FLATTEN, EXIT ->
                exposure.lost(realisedBefore - instrument.position().realisedMicros() + fee);
            case ENTER -> exposure.lost(fee);
            default -> {
                // Opening and hedging cost their fees only if the attempt ends in an unwind.
            }
        }
        if (contradicts(order, event)) {
            contradiction(orderId, instrument.instrumentId(), "fill contradicts its order");
        }
        boolean ended = order.isTerminal();
        long believed = order.effectiveFilledMicros();
        orders.addFilled(order, qty);
        if (order.filledQtyMicros() > boundMicros(order)) {
            contradiction(orderId, instrument.instrumentId(), "filled beyond its order");
        }
        if (!ended) {
            boolean complete = order.exactQty && order.filledQtyMicros() >= order.qtyMicros;
            step(order, complete ? OrderEvent.FILL_ALL : OrderEvent.FILL_PART, nowNs);
            return;
        }
        desk.settleReservation(order, instrument);
        long excess = order.effectiveFilledMicros() - believed;
        if (excess > DUST_MICROS) {
            step(order, OrderEvent.FILL_PART, nowNs);
            coordinator.onLateFill(order, excess, nowNs);
        }
    }

    /** The fee as charged, else as the model expects it; a fee that nobody can tell is none, and in dispute. */
    private long bookedFee(FillDecoder event, Instrument instrument, long price, long qty) {
        if (event.feeMicros() != Micros.NULL) {
            return event.feeMicros();
        }
        long expected = instrument.expectedFee(event.liquidity(), event.action(), price, qty);
        if (expected != FeeSchedule.FEE_UNKNOWN) {
            return expected;
        }
        dispute(instrument, -1, event.orderId(), Micros.NULL);
        return 0;
    }

    /** Holds the charged fee against the model; it is booked as charged either way. */
    private void checkFee(FillDecoder event, Order order, Instrument instrument) {
        boolean fits = order.fees.onFill(
                instrument.fees(),
                instrument.feesBefore(order.sentNs),
                event.liquidity(),
                event.action(),
                event.priceMicros(),
                event.qtyMicros(),
                event.feeMicros());
        if (!fits) {
            dispute(instrument, order.pairId, order.orderId(), order.fees.mismatchMicros());
        }
    }

    private void dispute(Instrument instrument, int pairId, long orderId, long differenceMicros) {
        instruments.feeDisputes().open(instrument.venue());
        writer.alert(AlertCode.FEE_MISMATCH, pairId, instrument.instrumentId(), orderId, differenceMicros);
    }

    /** The venue says something that cannot be: nothing is computed from it, and trading stops. */
    private void contradiction(long orderId, int instrumentId, String what) {
        writer.alert(AlertCode.POSITION_BREAK, -1, instrumentId, orderId, Micros.NULL);
        halts.raise(LatchCause.CONTRADICTION, what);
    }

    private static boolean isPlausible(long price, long qty, long fee) {
        return price >= 0
                && price <= Micros.ONE
                && qty > 0
                && qty <= MAX_QTY_MICROS
                && (fee == Micros.NULL || Math.abs(fee) <= qty);
    }

    private static boolean contradicts(Order order, FillDecoder fill) {
        return order.instrumentId != fill.instrumentId()
                || order.outcome != fill.outcome()
                || order.action != fill.action();
    }

    /** The most an order can fill: its quantity and dust, or twice it where it spends collateral and prices may improve. */
    private static long boundMicros(Order order) {
        long bound = order.exactQty ? order.qtyMicros + DUST_MICROS : 2 * order.qtyMicros;
        return order.isDoubled() ? 2 * bound : bound;
    }

    /** Asks about orders whose answer is overdue, and again about those still in doubt. */
    void onTimer(long nowNs) {
        if (orders.live() == 0) {
            return;
        }
        for (int place = orders.live() - 1; place >= 0; place--) {
            if (!writer.hasRoom()) {
                return; // the rest is still overdue at the next timer
            }
            look(orders.liveAt(place), nowNs);
        }
    }

    private void look(Order order, long nowNs) {
        boolean isKnown = order.state() == OrderState.OPEN || order.state() == OrderState.PART_FILLED;
        if (order.state() == OrderState.UNKNOWN) {
            if (nowNs - order.lastQueryNs >= QUERY_PAUSE_NS) {
                order.lastQueryNs = nowNs;
                writer.query(order);
            }
        } else if (order.rests() && isKnown && !order.cancelAsked) {
            if (nowNs >= order.expiryNs) {
                desk.cancel(order, nowNs); // a fill that beats the cancel is applied as any other
            }
        } else if (nowNs - Math.max(order.sentNs, order.lastQueryNs) >= settings.ackDeadlineNs()) {
            doubt(order, nowNs);
        }
    }

    private void doubt(Order order, long nowNs) {
        boolean news = order.state() != OrderState.UNKNOWN;
        boolean rests = order.state() == OrderState.OPEN || order.state() == OrderState.PART_FILLED;
        step(order, OrderEvent.UNKNOWN, nowNs);
        if (news) {
            record.waited(order.venue, nowNs - order.sentNs, nowNs);
            order.lastQueryNs = nowNs;
            writer.alert(AlertCode.ORDER_UNKNOWN, order.pairId, order.instrumentId, order.orderId(), Micros.NULL);
            if (rests) {
                desk.cancelOnly(
                        order, nowNs); // an immediate order that rests after its deadline is not wanted any more
            }
            writer.query(order);
            coordinator.onUnknown(order, nowNs);
        }
    }

    /** The one place that moves an order: table, record, reservation, and the attempt when it ended. */
    private void step(Order order, OrderEvent event, long nowNs) {
        OrderState from = order.state();
        boolean wasTerminal = order.isTerminal();
        OrderState to = orders.apply(order, event);
        if (to == null) {
            writer.alert(AlertCode.ILLEGAL_TRANSITION, order.pairId, order.instrumentId, order.orderId(), Micros.NULL);
            if (order.pairId >= 0) {
                gate.freeze(order.pairId, FreezeCause.ATTEMPT);
            }
            return;
        }
        if (to != from) {
            writer.orderStateChanged(order, from);
        }
        desk.settleReservation(order, instruments.get(order.instrumentId));
        strategies.changed(order);
        if (event != OrderEvent.UNKNOWN && orders.answered(order)) {
            record.answered(order.venue, nowNs - order.sentNs, nowNs);
        }
        if (wasTerminal) {
            return;
        }
        if (order.isTerminal()) {
            record.ended(order.venue, order.effectiveFilledMicros() > 0);
            coordinator.onEnded(order, nowNs);
            writer.refreshBalance(order.venue);
        } else {
            coordinator.onProgress(order, nowNs);
        }
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        return StateHash.mix(hash, sessionStartNs);
    }
}
