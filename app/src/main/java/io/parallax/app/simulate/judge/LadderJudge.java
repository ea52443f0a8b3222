package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.ClearLatchDecoder;
import io.parallax.codecs.sbe.ControlDecoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.LatchStandingDecoder;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimerDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/** States and what they permit: narrowed by faults, widened by people and recorded recoveries alone. */
final class LadderJudge extends Judge {
    private final ControlDecoder control = new ControlDecoder();
    private final Set<Venue> cancelled = EnumSet.noneOf(Venue.class);
    private final Set<Long> latches = new HashSet<>();
    private EngineState state = EngineState.STARTING;
    private boolean latched;
    private boolean haltedHere;
    private ControlKind command;

    LadderJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        state = EngineState.STARTING;
    }

    @Override
    void onEvent(Slot slot) {
        cancelled.clear();
        haltedHere = false;
        command = null;
        if (slot.templateId == ControlDecoder.TEMPLATE_ID) {
            command = control.wrapAndApplyHeader(slot.event, slot.offset, slot.header())
                    .kind();
        }
    }

    @Override
    void onEngineState(Slot slot, EngineStateChangedDecoder change) {
        EngineState from = change.from();
        EngineState to = change.to();
        boolean refusedResume = from == to && command == ControlKind.RESUME;
        if (to == EngineState.RUNNING) {
            boolean byPerson = command == ControlKind.RESUME || command == ControlKind.START;
            boolean recovered = from == EngineState.PAUSED
                    && (slot.templateId == TimerDecoder.TEMPLATE_ID
                            || slot.templateId == VenueConditionDecoder.TEMPLATE_ID);
            verdicts.hold(
                    Invariant.M6,
                    byPerson || recovered,
                    () -> "from " + from + " to RUNNING by an event of template " + slot.templateId);
            verdicts.hold(
                    Invariant.M2,
                    command == ControlKind.RESUME || !latched,
                    () -> "RUNNING while a latch stands, by " + command);
            if (command == ControlKind.RESUME) {
                latched = false;
                latches.clear();
            }
        } else {
            verdicts.hold(
                    Invariant.M6,
                    to.value() > from.value() || from == EngineState.STARTING || refusedResume,
                    () -> "from " + from + " to " + to);
        }
        if (to == EngineState.HALTED && !refusedResume && slot.templateId != LatchStandingDecoder.TEMPLATE_ID) {
            haltedHere = true; // one that stands from before was cancelled for when it was set
        }
        state = to;
    }

    @Override
    void onVenueState(Slot slot, VenueStateChangedDecoder change) {
        if (change.to().value() < change.from().value()) {
            boolean recorded = command == ControlKind.RESUME
                    || command == ControlKind.START
                    || slot.templateId == TimerDecoder.TEMPLATE_ID
                    || slot.templateId == VenueConditionDecoder.TEMPLATE_ID;
            verdicts.hold(
                    Invariant.M6,
                    recorded,
                    () -> change.venue() + " from " + change.from() + " to " + change.to() + " by an event of template "
                            + slot.templateId);
        }
    }

    @Override
    void onLatch(Slot slot, LatchHaltDecoder latch) {
        if (latch.scope() == LatchScope.ENGINE || latch.scope() == LatchScope.NULL_VAL) {
            latched = true;
            latches.add(latch.latchId());
        }
    }

    @Override
    void onClear(Slot slot, ClearLatchDecoder clear) {
        verdicts.hold(Invariant.M2, command == ControlKind.RESUME, () -> "a latch was cleared by " + command);
        latches.remove(clear.latchId());
        latched = !latches.isEmpty();
    }

    @Override
    void onCancelAll(Slot slot, CancelAllDecoder cancel) {
        cancelled.add(cancel.venue());
    }

    @Override
    void onSubmit(Slot slot, SubmitOrderDecoder order) {
        verdicts.hold(
                Invariant.M1,
                state != EngineState.HALTED || order.purpose() == Purpose.FLATTEN,
                () -> "order " + order.orderId() + " to " + order.purpose() + " while halted");
    }

    @Override
    void onSlotEnd(Slot slot) {
        if (haltedHere) {
            verdicts.hold(Invariant.M3, cancelled.size() == 2, () -> "halted and cancelled at " + cancelled + " only");
        }
    }

    @Override
    public void onOrderHanded(World world, Venue venue, SentOrder order, DirectBuffer request, int offset, int length) {
        if (order != null) {
            verdicts.hold(
                    Invariant.M1,
                    world.gate() == null || world.gate().isOpen() || order.purpose() == Purpose.FLATTEN,
                    () -> "order " + order.orderId() + " to " + order.purpose() + " through a closed gate");
        }
    }
}
