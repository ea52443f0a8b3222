package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.order.OrderEvent;
import io.parallax.engine.order.OrderTable;
import io.parallax.sim.core.Order;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What becomes of orders and fills: each step legal, each fill once, and nothing believed that the venue did not do. */
final class OrderJudge extends Judge {
    private static final long DUST_MICROS = 10_000;

    private final FillDecoder fill = new FillDecoder();
    private final PositionDecoder position = new PositionDecoder();
    private final Set<Integer> placed = new HashSet<>();
    private final Map<String, Settlement> fills = new HashMap<>();
    private final Map<Long, OrderState> states = new HashMap<>();
    private final Set<Long> rejected = new HashSet<>();
    private long eventOrderId;
    private long sessionBeganNs;
    private boolean fillIsNew;
    private boolean fillIsRepeat;
    private boolean fillFails;
    private boolean fillIsLeft;
    private int fillInstrument;
    private int moved;

    OrderJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        sessionBeganNs = world.nowNs();
        fills.clear();
        states.clear();
        rejected.clear();
        placed.clear();
    }

    @Override
    void onEvent(Slot slot) {
        eventOrderId = 0;
        fillIsNew = false;
        fillIsRepeat = false;
        fillFails = false;
        fillIsLeft = false;
        moved = 0;
        int bodyOffset = slot.offset + io.parallax.codecs.sbe.MessageHeaderDecoder.ENCODED_LENGTH;
        switch (slot.templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID, OrderRejectedDecoder.TEMPLATE_ID, OrderDoneDecoder.TEMPLATE_ID ->
                // The order is the first field behind the two instants of every event.
                eventOrderId = slot.event.getLong(bodyOffset + 2 * Long.BYTES);
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
                eventOrderId = fill.orderId();
                fillInstrument = fill.instrumentId();
                String key = fill.tradeIdHigh() + "/" + fill.tradeIdLow() + "/" + eventOrderId + "/" + fill.part();
                Settlement before = fills.get(key);
                Settlement now = fill.settlement();
                boolean ofEarlierSession =
                        eventOrderId == 0 && fill.meta().venueTimeNs() < sessionBeganNs; // in what it began with
                fillIsNew = before == null && now != Settlement.FAILED && now != Settlement.BUSTED && !ofEarlierSession;
                fillFails = before == Settlement.PROVISIONAL && now == Settlement.FAILED
                        || before == Settlement.CONFIRMED && now == Settlement.BUSTED;
                // Left to the position that the session will begin with and that is yet to be told.
                fillIsLeft = ofEarlierSession && !placed.contains(fillInstrument);
                fillIsRepeat = before != null && !fillFails;
                if (before == null || before == Settlement.PROVISIONAL && now != Settlement.PROVISIONAL || fillFails) {
                    fills.put(key, now);
                }
            }
            case PositionDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
                placed.add(position.instrumentId());
            }
            default -> {
                // Not about an order.
            }
        }
    }

    @Override
    void onSubmit(Slot slot, SubmitOrderDecoder order) {
        states.put(order.orderId(), OrderState.INTENDED);
        for (SentOrder other : slot.world.openIntents()) {
            boolean same = other.orderId() != order.orderId()
                    && other.attemptId() != 0
                    && other.attemptId() == order.attemptId()
                    && other.instrumentId() == order.instrumentId()
                    && other.action() == order.action();
            if (same) {
                OrderState state = states.get(other.orderId());
                verdicts.hold(
                        Invariant.O2,
                        state == null || OrderTable.isTerminal(state),
                        () -> "order " + order.orderId() + " while " + other.orderId() + " of the same purpose is "
                                + state);
            }
        }
    }

    @Override
    void onOrderState(Slot slot, OrderStateChangedDecoder change) {
        OrderState from = change.from();
        OrderState to = change.to();
        long orderId = change.orderId();
        long told = change.filledQtyMicros();
        verdicts.hold(
                Invariant.O1,
                states.getOrDefault(orderId, from) == from && isStep(from, to),
                () -> "order " + orderId + " from " + from + " (last told " + states.get(orderId) + ") to " + to);
        states.put(orderId, to);
        if (from == OrderState.UNKNOWN || OrderTable.isTerminal(to)) {
            verdicts.hold(
                    Invariant.O3,
                    eventOrderId == orderId,
                    () -> "order " + orderId + " went from " + from + " to " + to + " by an event of template "
                            + slot.templateId + " about " + eventOrderId);
        }
        SentOrder intent = slot.world.intent(slot.world.sessionId(), orderId);
        if (intent == null) {
            return;
        }
        Order truth = slot.world.truth(intent.venue()).order(slot.world.sessionId(), orderId);
        long truly = truth == null ? 0 : truth.filledMicros();
        verdicts.hold(
                Invariant.O4,
                told >= 0 && told <= truly + DUST_MICROS,
                () -> "order " + orderId + " is believed to have filled " + Micros.format(told) + ", truly "
                        + Micros.format(truly));
        if (OrderTable.isTerminal(to)) {
            verdicts.hold(
                    Invariant.O3,
                    truth == null || !truth.isResting(),
                    () -> "order " + orderId + " is " + to + " and rests at " + intent.venue());
        }
        if (to == OrderState.REJECTED) {
            rejected.add(orderId);
            verdicts.hold(
                    Invariant.O3,
                    truly == 0,
                    () -> "order " + orderId + " is believed rejected and filled " + Micros.format(truly));
        }
    }

    private static boolean isStep(OrderState from, OrderState to) {
        for (OrderEvent event : OrderEvent.values()) {
            if (OrderTable.next(from, event) == to) {
                return true;
            }
        }
        return false;
    }

    @Override
    void onAlert(Slot slot, AlertDecoder alert) {
        verdicts.hold(
                Invariant.O1,
                !EnumSet.of(AlertCode.ILLEGAL_TRANSITION).contains(alert.code()),
                () -> "order " + alert.orderId() + " was told something its table does not know");
    }

    @Override
    void onPosition(Slot slot, PositionChangedDecoder position) {
        if (slot.templateId == FillDecoder.TEMPLATE_ID && position.instrumentId() == fillInstrument) {
            moved++;
        }
    }

    @Override
    void onSlotEnd(Slot slot) {
        if (slot.templateId != FillDecoder.TEMPLATE_ID) {
            return;
        }
        if (fillIsNew) {
            verdicts.hold(Invariant.O6, moved == 1, () -> "a fill of order " + eventOrderId + " moved nothing");
        } else if (fillFails) {
            int due = fillIsLeft ? 0 : 1;
            verdicts.hold(
                    Invariant.O7,
                    moved == due,
                    () -> "a failed fill of order " + eventOrderId + " moved " + moved + " instead of " + due);
        } else if (fillIsRepeat) {
            verdicts.hold(Invariant.O5, moved == 0, () -> "a repeated fill of order " + eventOrderId + " moved");
        }
    }

    @Override
    public void onAccepted(World world, Venue venue, Order order, SentOrder intent) {
        if (intent != null && intent.sessionId() == world.sessionId()) {
            verdicts.hold(
                    Invariant.O3,
                    !rejected.contains(intent.orderId()),
                    () -> "order " + intent.orderId() + " was believed rejected and is now accepted");
        }
    }
}
