package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.ReconcileEndDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookSlot;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.MarketSpec;
import io.parallax.sim.core.Order;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/** What is sent: that it was journaled, is what the venue got, may be sent now, and is sent once. */
final class IntentJudge extends Judge {
    private final ReconcileEndDecoder reconciled = new ReconcileEndDecoder();
    private final VenueConditionDecoder condition = new VenueConditionDecoder();
    private final Set<Venue> whole = EnumSet.noneOf(Venue.class);
    private final Set<Venue> mute = EnumSet.noneOf(Venue.class);
    private final Map<SentOrder, Order> orderOf = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private Standing standing = new Standing();
    private long appended = -1;
    private long engineNs;
    private boolean ordered;
    private int firedPair;
    private long firedEdgeMicros;

    IntentJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        whole.clear();
        mute.clear();
        standing = new Standing();
        ordered = false;
        appended = -1;
        engineNs = 0;
    }

    @Override
    void onEvent(Slot slot) {
        firedPair = -1;
        engineNs = Math.max(engineNs, slot.timestampNs());
        if (slot.templateId == ReconcileEndDecoder.TEMPLATE_ID) {
            reconciled.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
            if (reconciled.complete() == Flag.YES) {
                whole.add(reconciled.venue());
            } else if (!ordered) {
                whole.remove(reconciled.venue()); // a later pass that was not whole takes nothing back
            }
        } else if (slot.templateId == VenueConditionDecoder.TEMPLATE_ID) {
            condition.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
            if (condition.kind() == VenueConditionKind.NO_HEARTBEAT) {
                mute.add(condition.venue());
            } else if (condition.kind() == VenueConditionKind.OPEN) {
                mute.remove(condition.venue());
            }
        }
    }

    @Override
    void onEngineState(Slot slot, EngineStateChangedDecoder change) {
        standing.engine = change.to();
    }

    @Override
    void onVenueState(Slot slot, VenueStateChangedDecoder change) {
        standing.venue(change.venue(), change.to());
    }

    @Override
    void onPairState(Slot slot, PairStateChangedDecoder change) {
        standing.pair(change.pairId(), change.cause());
    }

    @Override
    void onOpportunity(Slot slot, OpportunityDecoder opportunity) {
        if (opportunity.reason() == ReasonCode.FIRED) {
            firedPair = opportunity.pairId();
            firedEdgeMicros = opportunity.netEdgeMicros();
        }
    }

    @Override
    void onSubmit(Slot slot, SubmitOrderDecoder order) {
        World world = slot.world;
        Venue venue = order.venue();
        long orderId = order.orderId();
        ordered = true;
        verdicts.hold(
                Invariant.M5,
                whole.contains(Venue.POLYMARKET) && whole.contains(Venue.KALSHI),
                () -> "order " + orderId + " while only " + whole + " are reconciled");
        shape(slot, order);
        if (order.purpose() == Purpose.OPEN || order.purpose() == Purpose.ENTER) {
            verdicts.hold(
                    Invariant.M7, !mute.contains(venue), () -> "order " + orderId + " at " + venue + " opens there");
            opening(slot, order);
        }
    }

    private void shape(Slot slot, SubmitOrderDecoder order) {
        long price = order.priceMicros();
        long qty = order.qtyMicros();
        int instrumentId = order.instrumentId();
        MarketSpec spec = slot.world.truth(order.venue()).market(instrumentId).spec();
        BookSlot book = slot.world.engine().slot(instrumentId);
        long yesPrice = order.outcome() == Outcome.YES ? price : Micros.ONE - price;
        boolean sound = price > 0
                && price < Micros.ONE
                && qty > 0
                && qty % spec.lotMicros() == 0
                && book.grid().isValid(yesPrice)
                && (order.purpose() != Purpose.OPEN
                        || order.notionalMicros() <= slot.world.risk().maxOrderNotionalMicros());
        String text = order.purpose() + " " + order.action() + " " + Micros.format(qty) + " " + order.outcome() + " of "
                + instrumentId + " at " + Micros.format(price) + " for " + Micros.format(order.notionalMicros());
        verdicts.hold(Invariant.O8, sound, () -> text);
    }

    private void opening(Slot slot, SubmitOrderDecoder order) {
        World world = slot.world;
        int pairId = order.pairId();
        long orderId = order.orderId();
        if (pairId < 0) {
            fresh(world, order.instrumentId(), orderId);
            return;
        }
        verdicts.hold(
                Invariant.X10,
                standing.engine == EngineState.RUNNING && !standing.isFrozen(pairId),
                () -> "order " + orderId + " of pair " + pairId + " while the engine is " + standing.engine
                        + " and the pair " + (standing.isFrozen(pairId) ? "frozen" : "open"));
        for (int instrumentId : world.pairs().get(pairId).instrumentIds()) {
            Venue venue = world.venueOf(instrumentId);
            verdicts.hold(
                    Invariant.X10,
                    standing.venue(venue) == EngineState.RUNNING,
                    () -> "order " + orderId + " while " + venue + " is " + standing.venue(venue));
            if (order.attemptId() == slot.sequence) {
                fresh(world, instrumentId, orderId); // the event that began the attempt
            }
        }
        if (firedPair == pairId) {
            verdicts.hold(
                    Invariant.X8,
                    firedEdgeMicros >= world.risk().minEdgeMicros(),
                    () -> "order " + orderId + " on a net edge of " + Micros.format(firedEdgeMicros));
        }
    }

    private void fresh(World world, int instrumentId, long orderId) {
        BookSlot book = world.engine().slot(instrumentId);
        long ageNs = engineNs - book.lastHeardNs();
        verdicts.hold(
                Invariant.X10,
                book.isLive() && ageNs <= world.risk().maxBookAgeNs(),
                () -> "order " + orderId + " on the book of " + instrumentId + ", " + book.health() + ", " + ageNs
                        + " ns old");
    }

    @Override
    public void onAppend(World world, long sequence, DirectBuffer record, int offset, int length) {
        appended = sequence;
    }

    @Override
    public void onOrderHanded(World world, Venue venue, SentOrder order, DirectBuffer request, int offset, int length) {
        verdicts.hold(Invariant.J1, order != null, () -> "bytes of an order without an intent at " + venue);
        verdicts.hold(
                Invariant.J1,
                order.sessionId() != world.sessionId() || order.sequence() <= appended,
                () -> "order " + order.orderId() + " left before its record " + order.sequence() + "; the last is "
                        + appended);
    }

    @Override
    public void onAccepted(World world, Venue venue, Order order, SentOrder intent) {
        if (intent == null) {
            return; // somebody else's: the engine is judged by how it answers
        }
        Order before = orderOf.putIfAbsent(intent, order);
        verdicts.hold(
                Invariant.O2,
                before == null && known.add(order.id()),
                () -> "two orders of the venue for intent " + intent.orderId());
        long yesPrice = intent.outcome() == Outcome.YES ? intent.priceMicros() : Micros.ONE - intent.priceMicros();
        BookSide side = BookSide.of(
                intent.outcome() == Outcome.YES ? io.parallax.sim.core.Outcome.YES : io.parallax.sim.core.Outcome.NO,
                intent.action() == OrderAction.BUY ? Action.BUY : Action.SELL);
        boolean spends = order.request().spendMicros() > 0;
        boolean same = order.side() == side
                && order.yesPriceMicros() == yesPrice
                && (spends
                        ? order.request().spendMicros() <= intent.notionalMicros()
                        : order.request().qtyMicros() == intent.qtyMicros())
                && order.market() == world.truth(venue).market(intent.instrumentId());
        verdicts.hold(Invariant.J1, same, () -> "the venue has " + order.request() + " for intent " + intent);
    }
}
