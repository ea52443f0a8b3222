package io.parallax.app.run;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.TradingGate;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Follows the engine's state by its records: opens and closes the gate, and tells other threads how far things are. That a
 * latched halt closes it before anything of its slot is {@link LatchKeeper}'s. Written by the dispatch thread, read by any.
 */
public final class Watch implements CommandSink {
    private final TradingGate gate;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
    private final EngineStateChangedDecoder engine = new EngineStateChangedDecoder();
    private final OpportunityDecoder opportunity = new OpportunityDecoder();
    private final OrderStateChangedDecoder order = new OrderStateChangedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final Set<Long> liveOrders = new HashSet<>();
    private final Set<Integer> busyPairs = new HashSet<>();

    private volatile EngineState state = EngineState.STARTING;
    private volatile Counts counts = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** How far a session is. */
    public record Counts(
            long sequence, long opportunities, long orders, long hedged, long unwound, int busyPairs, int liveOrders) {}

    Watch(TradingGate gate) {
        this.gate = gate;
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        Counts now = counts;
        long opportunities = now.opportunities;
        long orders = now.orders;
        long hedged = now.hedged;
        long unwound = now.unwound;
        switch (header.wrap(buffer, offset).templateId()) {
            case OpportunityDecoder.TEMPLATE_ID ->
                // Ids count up from 1; an opportunity is told again when its reason changes.
                opportunities = Math.max(
                        opportunities,
                        opportunity.wrapAndApplyHeader(buffer, offset, header).opportunityId());
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                orders++;
                liveOrders.add(submit.wrapAndApplyHeader(buffer, offset, header).orderId());
            }
            case OrderStateChangedDecoder.TEMPLATE_ID -> onOrder(buffer, offset);
            case AttemptStateChangedDecoder.TEMPLATE_ID -> {
                AttemptState to = onAttempt(buffer, offset);
                hedged += to == AttemptState.HEDGED ? 1 : 0;
                unwound += to == AttemptState.UNWINDING ? 1 : 0;
            }
            case EngineStateChangedDecoder.TEMPLATE_ID -> onState(buffer, offset);
            default -> {
                return;
            }
        }
        counts = new Counts(sequence, opportunities, orders, hedged, unwound, busyPairs.size(), liveOrders.size());
    }

    private AttemptState onAttempt(DirectBuffer buffer, int offset) {
        attempt.wrapAndApplyHeader(buffer, offset, header);
        AttemptState to = attempt.to();
        switch (to) {
            case IDLE, HEDGED, FLAT, ABANDONED, FROZEN -> busyPairs.remove(attempt.pairId());
            default -> busyPairs.add(attempt.pairId());
        }
        return to;
    }

    private void onOrder(DirectBuffer buffer, int offset) {
        order.wrapAndApplyHeader(buffer, offset, header);
        OrderState to = order.to();
        switch (to) {
            case INTENDED, OPEN, PART_FILLED, UNKNOWN -> liveOrders.add(order.orderId());
            default -> liveOrders.remove(order.orderId());
        }
    }

    private void onState(DirectBuffer buffer, int offset) {
        engine.wrapAndApplyHeader(buffer, offset, header);
        EngineState to = engine.to();
        switch (to) {
            case RUNNING, PAUSED, DRAINING -> gate.open();
            default -> gate.close();
        }
        state = to;
    }

    EngineState state() {
        return state;
    }

    Counts counts() {
        return counts;
    }

    /** No attempt is under way and no order is live. */
    boolean isQuiet() {
        Counts now = counts;
        return now.busyPairs == 0 && now.liveOrders == 0;
    }
}
