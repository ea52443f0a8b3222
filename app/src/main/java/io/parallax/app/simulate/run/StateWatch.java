package io.parallax.app.simulate.run;

import io.parallax.app.control.Latch;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.ClearLatchDecoder;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.TradingGate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** What the engine told of its state: opens and closes the gate by it, and keeps what is under way. */
final class StateWatch implements CommandSink {
    private final TradingGate gate;
    private final Orders orders;
    private final SortedMap<Long, Latch> latches;
    private final LatchHaltDecoder latch = new LatchHaltDecoder();
    private final ClearLatchDecoder clear = new ClearLatchDecoder();
    private final VenueStateChangedDecoder venue = new VenueStateChangedDecoder();
    private final Map<Venue, EngineState> venues = new EnumMap<>(Venue.class);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final OrderStateChangedDecoder order = new OrderStateChangedDecoder();
    private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
    private final EngineStateChangedDecoder engine = new EngineStateChangedDecoder();
    private final PairStateChangedDecoder pair = new PairStateChangedDecoder();
    private final TreeSet<Integer> busyPairs = new TreeSet<>();
    private final SortedMap<Integer, FreezeCause> frozenPairs = new TreeMap<>();
    private final Map<Long, AttemptState> attempts = new LinkedHashMap<>();
    private EngineState state = EngineState.STARTING;
    private long stateSinceSequence;
    private long begunAttempts;

    /** Hears of orders. */
    interface Orders {
        void onSubmit(long sequence, SubmitOrderDecoder order);

        void onEnd(long orderId);
    }

    /** @param latches that stand, by id, kept beyond the session */
    StateWatch(TradingGate gate, Orders orders, SortedMap<Long, Latch> latches) {
        this.gate = gate;
        this.orders = orders;
        this.latches = latches;
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID ->
                orders.onSubmit(sequence, submit.wrapAndApplyHeader(buffer, offset, header));
            case OrderStateChangedDecoder.TEMPLATE_ID -> onOrder(order.wrapAndApplyHeader(buffer, offset, header));
            case AttemptStateChangedDecoder.TEMPLATE_ID ->
                onAttempt(attempt.wrapAndApplyHeader(buffer, offset, header));
            case EngineStateChangedDecoder.TEMPLATE_ID -> {
                state = engine.wrapAndApplyHeader(buffer, offset, header).to();
                stateSinceSequence = sequence;
                if (state == EngineState.RUNNING) {
                    gate.open();
                } else if (state == EngineState.HALTED) {
                    gate.close();
                }
            }
            case PairStateChangedDecoder.TEMPLATE_ID -> {
                pair.wrapAndApplyHeader(buffer, offset, header);
                if (pair.cause() == FreezeCause.NONE) {
                    frozenPairs.remove(pair.pairId());
                } else {
                    frozenPairs.put(pair.pairId(), pair.cause());
                }
            }
            case LatchHaltDecoder.TEMPLATE_ID -> onLatch(latch.wrapAndApplyHeader(buffer, offset, header));
            case ClearLatchDecoder.TEMPLATE_ID ->
                latches.remove(clear.wrapAndApplyHeader(buffer, offset, header).latchId());
            case VenueStateChangedDecoder.TEMPLATE_ID -> {
                venue.wrapAndApplyHeader(buffer, offset, header);
                venues.put(venue.venue(), venue.to());
            }
            default -> {
                // a record of something else
            }
        }
    }

    /** As on the real disk: it stands until it is cleared, whatever becomes of the process. */
    private void onLatch(LatchHaltDecoder halt) {
        if (halt.scope() == LatchScope.ENGINE) {
            gate.close();
        }
        String pair = halt.scope() == LatchScope.PAIR ? Integer.toString(halt.pairId()) : "";
        latches.put(
                halt.latchId(),
                new Latch(halt.latchId(), halt.scope(), halt.venue(), pair, halt.causeCode(), halt.cause()));
    }

    private void onOrder(OrderStateChangedDecoder change) {
        switch (change.to()) {
            case INTENDED, OPEN, PART_FILLED, UNKNOWN -> {
                // still live
            }
            default -> orders.onEnd(change.orderId());
        }
    }

    private void onAttempt(AttemptStateChangedDecoder change) {
        AttemptState to = change.to();
        if (to == AttemptState.OPENING) {
            begunAttempts++;
        }
        switch (to) {
            case IDLE, HEDGED, FLAT, ABANDONED, FROZEN -> {
                busyPairs.remove(change.pairId());
                attempts.remove(change.attemptId());
            }
            default -> {
                busyPairs.add(change.pairId());
                attempts.put(change.attemptId(), to);
            }
        }
    }

    EngineState state() {
        return state;
    }

    long stateSinceSequence() {
        return stateSinceSequence;
    }

    long begunAttempts() {
        return begunAttempts;
    }

    EngineState state(Venue of) {
        return venues.getOrDefault(of, EngineState.RUNNING);
    }

    /** Pairs with an attempt under way. */
    boolean isQuiet() {
        return busyPairs.isEmpty();
    }

    /** Pairs closed for opening, and why. */
    SortedMap<Integer, FreezeCause> frozenPairs() {
        return frozenPairs;
    }
}
