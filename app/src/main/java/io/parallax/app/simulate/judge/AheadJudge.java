package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import io.parallax.engine.book.BookHealth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/**
 * Orders signed ahead: none leaves that was only signed, one that is sent is the one that was asked for, and nothing that made
 * it has ended since.
 */
final class AheadJudge extends Judge {
    private static final long SECOND_NS = 1_000_000_000L;

    private final TickSizeChangedDecoder tick = new TickSizeChangedDecoder();
    private final FeesChangedDecoder fees = new FeesChangedDecoder();
    private final Map<Long, Ahead> signed = new HashMap<>();
    private final Map<Integer, String> toldFees = new HashMap<>();
    private final ArrayDeque<Long> askedNs = new ArrayDeque<>();

    /** One that was asked for. @param terms in words */
    private record Ahead(long ns, long untilNs, int pairId, int instrumentId, String terms, StringBuilder ended) {}

    AheadJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        signed.clear();
        toldFees.clear();
        askedNs.clear();
    }

    @Override
    void onEvent(Slot slot) {
        if (slot.templateId == TickSizeChangedDecoder.TEMPLATE_ID) {
            int id = tick.wrapAndApplyHeader(slot.event, slot.offset, slot.header())
                    .instrumentId();
            if (slot.world.engine().slot(id).health() != BookHealth.State.LIVE) { // else the grid is the same
                end("the grid changed", ahead -> ahead.instrumentId == id);
            }
        } else if (slot.templateId == FeesChangedDecoder.TEMPLATE_ID) {
            fees.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
            int id = fees.instrumentId();
            String now = fees.feeKind() + " " + fees.feeRateMicros() + " " + fees.makerFeeRateMicros() + " "
                    + fees.feeExponentMicros();
            String before = toldFees.put(id, now);
            if (before != null && !before.equals(now)) {
                end("the fee changed", ahead -> ahead.instrumentId == id);
            }
        }
    }

    @Override
    void onSignAhead(Slot slot, SignAheadDecoder order) {
        long nowNs = slot.timestampNs();
        while (!askedNs.isEmpty() && nowNs - askedNs.peekFirst() >= SECOND_NS) {
            askedNs.removeFirst();
        }
        askedNs.addLast(nowNs);
        int most = slot.world.settings().signing().arming().perSecond();
        verdicts.hold(
                Invariant.O9, askedNs.size() <= most, () -> askedNs.size() + " requests to sign ahead in a second");
        signed.values().removeIf(ahead -> ahead.untilNs < nowNs);
        signed.put(
                order.orderId(),
                new Ahead(
                        order.timestampNs(),
                        order.validUntilNs(),
                        order.pairId(),
                        order.instrumentId(),
                        order.instrumentId() + " " + order.outcome() + " " + order.action() + " " + order.timeInForce()
                                + " " + order.priceMicros() + " " + order.qtyMicros() + " " + order.notionalMicros(),
                        new StringBuilder()));
    }

    @Override
    void onSubmit(Slot slot, SubmitOrderDecoder order) {
        long signedNs = order.signedNs();
        Ahead ahead = signed.remove(order.orderId());
        if (signedNs == SubmitOrderDecoder.signedNsNullValue()) {
            verdicts.hold(
                    Invariant.J2,
                    ahead == null,
                    () -> "order " + order.orderId() + " has the id of another that was signed ahead");
            return;
        }
        String terms = order.instrumentId() + " " + order.outcome() + " " + order.action() + " " + order.timeInForce()
                + " " + order.priceMicros() + " " + order.qtyMicros() + " " + order.notionalMicros();
        verdicts.hold(
                Invariant.J1,
                ahead != null && ahead.ns == signedNs && ahead.terms.equals(terms) && order.pairId() == ahead.pairId,
                () -> "order " + order.orderId() + " is " + terms + " and what was signed " + ahead);
        verdicts.hold(
                Invariant.X10,
                ahead.ended.isEmpty() && slot.timestampNs() < ahead.untilNs,
                () -> "order " + order.orderId() + " was signed before " + ahead.ended + ", until " + ahead.untilNs);
    }

    @Override
    void onEngineState(Slot slot, EngineStateChangedDecoder change) {
        if (change.to() != EngineState.RUNNING) {
            end("the engine was " + change.to(), ahead -> true);
        }
    }

    @Override
    void onVenueState(Slot slot, VenueStateChangedDecoder change) {
        if (change.to() != EngineState.RUNNING) {
            end(change.venue() + " was " + change.to(), ahead -> true); // every pair has a leg there
        }
    }

    @Override
    void onPairState(Slot slot, PairStateChangedDecoder change) {
        if (change.cause() != FreezeCause.NONE) {
            int pairId = change.pairId();
            end("the pair was closed by " + change.cause(), ahead -> ahead.pairId == pairId);
        }
    }

    @Override
    void onSlotEnd(Slot slot) {
        for (Ahead ahead : signed.values()) {
            BookHealth.State health =
                    slot.world.engine().slot(ahead.instrumentId).health();
            if (health != BookHealth.State.LIVE && ahead.ended.isEmpty()) {
                ahead.ended.append("the book was ").append(health);
            }
        }
    }

    private void end(String why, Predicate<Ahead> which) {
        for (Ahead ahead : signed.values()) {
            if (which.test(ahead) && ahead.ended.isEmpty()) {
                ahead.ended.append(why);
            }
        }
    }

    @Override
    public void onOrderHanded(World world, Venue venue, SentOrder order, DirectBuffer request, int offset, int length) {
        if (order != null || venue != Venue.POLYMARKET) {
            return;
        }
        byte[] bytes = new byte[length];
        request.getBytes(offset, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (long orderId : signed.keySet()) {
            verdicts.hold(
                    Invariant.J1,
                    !text.contains("\"salt\":" + OrderIds.salt53(world.sessionId(), orderId)),
                    () -> "order " + orderId + " was only signed ahead, and leaves");
        }
    }
}
