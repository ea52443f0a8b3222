package io.parallax.engine.command;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AlertEncoder;
import io.parallax.codecs.sbe.AttemptPlannedEncoder;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedEncoder;
import io.parallax.codecs.sbe.CancelAllEncoder;
import io.parallax.codecs.sbe.CancelOrderEncoder;
import io.parallax.codecs.sbe.ClearLatchEncoder;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedEncoder;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.IntentRecordedEncoder;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchHaltEncoder;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.MoneyChangedEncoder;
import io.parallax.codecs.sbe.OpportunityClosedEncoder;
import io.parallax.codecs.sbe.OpportunityEncoder;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.OrderStateChangedEncoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PairStateChangedEncoder;
import io.parallax.codecs.sbe.PositionChangedEncoder;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.QueryOrderEncoder;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.ReconnectLineEncoder;
import io.parallax.codecs.sbe.RefreshBalanceEncoder;
import io.parallax.codecs.sbe.ResetGuardEncoder;
import io.parallax.codecs.sbe.ResubscribeEncoder;
import io.parallax.codecs.sbe.RiskRefusalEncoder;
import io.parallax.codecs.sbe.SignAheadEncoder;
import io.parallax.codecs.sbe.StrategyIntent;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueStateChangedEncoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.opportunity.OpportunityFigures;
import io.parallax.engine.opportunity.OpportunityLife;
import io.parallax.engine.order.ArmedOrder;
import io.parallax.engine.order.Order;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.position.MoneyFigures;
import io.parallax.engine.position.Position;

/**
 * Writes commands and records behind the event that causes them. Bound to one slot at a time by {@link #begin}; also the
 * one place that knows the event's sequence, from which order ids are derived.
 */
public final class CommandWriter {
    /** In place of a line: each one that follows the instrument. */
    public static final short EVERY_LINE = ResubscribeEncoder.lineNullValue();

    private static final int CLOSED_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + OpportunityClosedEncoder.BLOCK_LENGTH;

    private static final int SUBMIT_LENGTH =
            CommandBuffer.FRAME + MessageHeaderEncoder.ENCODED_LENGTH + SubmitOrderEncoder.BLOCK_LENGTH;

    /** One order with every record around it, and what {@link CommandBuffer#claim()} asks for. */
    private static final int ROOM_BYTES = 1_536;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final SignAheadEncoder signAhead = new SignAheadEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final CancelAllEncoder cancelAll = new CancelAllEncoder();
    private final ResetGuardEncoder resetGuard = new ResetGuardEncoder();
    private final QueryOrderEncoder query = new QueryOrderEncoder();
    private final ResubscribeEncoder resubscribe = new ResubscribeEncoder();
    private final ReconnectLineEncoder reconnect = new ReconnectLineEncoder();
    private final RefreshBalanceEncoder refresh = new RefreshBalanceEncoder();
    private final LatchHaltEncoder latchHalt = new LatchHaltEncoder();
    private final ClearLatchEncoder clearLatch = new ClearLatchEncoder();
    private final AlertEncoder alert = new AlertEncoder();
    private final OpportunityEncoder opportunity = new OpportunityEncoder();
    private final OpportunityClosedEncoder opportunityClosed = new OpportunityClosedEncoder();
    private final OrderStateChangedEncoder orderState = new OrderStateChangedEncoder();
    private final AttemptPlannedEncoder planned = new AttemptPlannedEncoder();
    private final AttemptStateChangedEncoder attemptState = new AttemptStateChangedEncoder();
    private final PositionChangedEncoder position = new PositionChangedEncoder();
    private final RiskRefusalEncoder refusal = new RiskRefusalEncoder();
    private final IntentRecordedEncoder intent = new IntentRecordedEncoder();
    private final PairStateChangedEncoder pairState = new PairStateChangedEncoder();
    private final VenueStateChangedEncoder venueState = new VenueStateChangedEncoder();
    private final MoneyChangedEncoder money = new MoneyChangedEncoder();
    private final EngineStateChangedEncoder engineState = new EngineStateChangedEncoder();

    private CommandBuffer out;
    private long sequence;
    private int legs;
    private boolean polymarketAsked;
    private boolean kalshiAsked;

    /** Binds the writer to the consequences of one event. */
    public void begin(CommandBuffer out, long sequence) {
        this.out = out;
        this.sequence = sequence;
        this.legs = 0;
        this.polymarketAsked = false;
        this.kalshiAsked = false;
    }

    /** The cash of this venue was asked for behind this event. */
    public boolean hasAskedCash(Venue venue) {
        return venue == Venue.POLYMARKET ? polymarketAsked : kalshiAsked;
    }

    /** Ring sequence of the event being handled. */
    public long sequence() {
        return sequence;
    }

    /**
     * Whether one more unit of work (an order with the records around it, or the evaluation of a pair) fits behind this
     * event. What does not fit stays due and is done on a later event: consequences are bounded, an event never overflows.
     */
    public boolean hasRoom() {
        return hasRoom(ROOM_BYTES);
    }

    /**
     * Whether the evaluation of a pair fits behind this event: for each direction the longer of the two records of an
     * opportunity, and the plan, orders and records of one attempt.
     *
     * @param orders the attempt may send at once
     */
    public boolean hasRoom(int legCount, int directions, int orders) {
        int bytes = directions * roomOfRecord(legCount)
                + CommandBuffer.FRAME
                + plannedLength(legCount)
                + (orders - 1) * SUBMIT_LENGTH
                + ROOM_BYTES;
        return legs + orders <= io.parallax.codecs.ids.OrderIds.MAX_LEGS && hasRoom(bytes);
    }

    private static int roomOfRecord(int legCount) {
        return CommandBuffer.FRAME + Math.max(opportunityLength(legCount), CLOSED_LENGTH);
    }

    private boolean hasRoom(int bytes) {
        return legs < io.parallax.codecs.ids.OrderIds.MAX_LEGS - 2 && out.remaining() >= bytes;
    }

    /** Id for the next order this event causes. */
    public long nextOrderId() {
        return io.parallax.codecs.ids.OrderIds.orderId(sequence, legs++);
    }

    public void submit(Order order, long timestampNs) {
        submit.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .orderId(order.orderId())
                .timestampNs(timestampNs)
                .expiryNs(order.expiryNs)
                .attemptId(order.attemptId)
                .pairId(order.pairId)
                .instrumentId(order.instrumentId)
                .venue(order.venue)
                .outcome(order.outcome)
                .action(order.action)
                .timeInForce(order.timeInForce)
                .purpose(order.purpose)
                .priceMicros(order.priceMicros)
                .qtyMicros(order.qtyMicros)
                .notionalMicros(order.notionalMicros)
                .signedNs(order.signedNs == 0 ? SubmitOrderEncoder.signedNsNullValue() : order.signedNs);
        commit(submit.encodedLength());
    }

    /** Asks for an order to be signed and kept: it is sent by {@link #submit} or not at all. */
    public void signAhead(ArmedOrder order) {
        signAhead
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .orderId(order.orderId)
                .timestampNs(order.signedNs)
                .validUntilNs(order.validUntilNs)
                .pairId(order.pairId)
                .instrumentId(order.instrumentId)
                .venue(order.venue)
                .outcome(order.outcome)
                .action(order.action)
                .timeInForce(order.timeInForce)
                .priceMicros(order.priceMicros)
                .qtyMicros(order.qtyMicros)
                .notionalMicros(order.notionalMicros);
        commit(signAhead.encodedLength());
    }

    public void cancel(Order order) {
        cancel.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .orderId(order.orderId())
                .instrumentId(order.instrumentId)
                .venue(order.venue);
        commit(cancel.encodedLength());
    }

    public void cancelAll(Venue venue) {
        cancelAll.wrapAndApplyHeader(out.buffer(), out.claim(), header).venue(venue);
        commit(cancelAll.encodedLength());
    }

    public void resetGuard(Venue venue) {
        resetGuard.wrapAndApplyHeader(out.buffer(), out.claim(), header).venue(venue);
        commit(resetGuard.encodedLength());
    }

    public void query(Order order) {
        query.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .orderId(order.orderId())
                .instrumentId(order.instrumentId)
                .venue(order.venue);
        commit(query.encodedLength());
    }

    /** @param line connection of the venue, or {@link #EVERY_LINE} */
    public void resubscribe(int instrumentId, Venue venue, short line) {
        resubscribe
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .instrumentId(instrumentId)
                .venue(venue)
                .line(line);
        commit(resubscribe.encodedLength());
    }

    public void reconnectLine(Venue venue, short line) {
        reconnect
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .venue(venue)
                .line(line);
        commit(reconnect.encodedLength());
    }

    public void refreshBalance(Venue venue) {
        refresh.wrapAndApplyHeader(out.buffer(), out.claim(), header).venue(venue);
        commit(refresh.encodedLength());
        if (venue == Venue.POLYMARKET) {
            polymarketAsked = true;
        } else {
            kalshiAsked = true;
        }
    }

    /**
     * A latched halt.
     *
     * @param latchId names it for as long as it stands
     * @param venue with scope VENUE, else NULL_VAL
     * @param pairId with scope PAIR, else below 0
     */
    public void latchHalt(long latchId, LatchScope scope, Venue venue, int pairId, LatchCause cause, String evidence) {
        latchHalt
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .latchId(latchId)
                .scope(scope)
                .venue(scope == LatchScope.VENUE ? venue : Venue.NULL_VAL)
                .pairId(scope == LatchScope.PAIR ? pairId : LatchHaltEncoder.pairIdNullValue())
                .causeCode(cause)
                .cause(evidence);
        commit(latchHalt.encodedLength());
    }

    /** A latch stands no more. */
    public void clearLatch(long latchId) {
        clearLatch.wrapAndApplyHeader(out.buffer(), out.claim(), header).latchId(latchId);
        commit(clearLatch.encodedLength());
    }

    /** @param amountMicros what it is about, or {@link Micros#NULL} */
    public void alert(AlertCode code, int pairId, int instrumentId, long orderId, long amountMicros) {
        alert(code, pairId, instrumentId, orderId, amountMicros, FreezeCause.NULL_VAL);
    }

    /** A pair is closed for opening. @param cause the first that stands */
    public void pairFrozen(int pairId, FreezeCause cause) {
        alert(AlertCode.PAIR_FROZEN, pairId, -1, 0, Micros.NULL, cause);
    }

    private void alert(
            AlertCode code, int pairId, int instrumentId, long orderId, long amountMicros, FreezeCause cause) {
        alert.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .code(code)
                .pairId(pairId)
                .instrumentId(instrumentId)
                .orderId(orderId)
                .amountMicros(amountMicros)
                .freezeCause(cause);
        commit(alert.encodedLength());
    }

    /** An evaluation that is told: an opportunity began, its reason changed, or it was fired on. */
    public void opportunity(
            long opportunityId, int pairId, int direction, ReasonCode reason, OpportunityFigures figures) {
        int legCount = figures.legCount();
        opportunity
                .wrapAndApplyHeader(out.buffer(), out.claim(opportunityLength(legCount)), header)
                .opportunityId(opportunityId)
                .pairId(pairId)
                .direction((short) direction)
                .reason(reason)
                .firstPriceMicros(figures.limitMicros(0))
                .secondPriceMicros(figures.limitMicros(1))
                .qtyMicros(figures.qtyMicros())
                .grossEdgeMicros(figures.grossEdgeMicros())
                .netEdgeMicros(figures.netEdgeMicros())
                .feesMicros(figures.feesMicros())
                .payoutMicros(figures.payoutMicros())
                .netMicros(figures.netMicros())
                .unwindReserveMicros(figures.unwindReserveMicros())
                .capitalMicros(figures.capitalMicros());
        OpportunityEncoder.LegsEncoder group = opportunity.legsCount(legCount);
        for (int leg = 0; leg < legCount; leg++) {
            group.next()
                    .instrumentId(figures.instrumentId(leg))
                    .outcome(figures.outcome(leg))
                    .priceMicros(figures.limitMicros(leg))
                    .costMicros(figures.costMicros(leg))
                    .feesMicros(figures.legFeesMicros(leg));
        }
        commit(opportunity.encodedLength());
    }

    private static int opportunityLength(int legCount) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + OpportunityEncoder.BLOCK_LENGTH
                + OpportunityEncoder.LegsEncoder.sbeHeaderSize()
                + legCount * OpportunityEncoder.LegsEncoder.sbeBlockLength();
    }

    /** The gross edge of an opportunity is gone. */
    public void opportunityClosed(OpportunityLife life, long nowNs) {
        opportunityClosed
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .opportunityId(life.opportunityId())
                .pairId(life.pairId())
                .direction((short) life.direction())
                .reason(life.reason())
                .lastReason(life.lastReason())
                .openedNs(life.openedNs())
                .durationNs(nowNs - life.openedNs())
                .evaluations(life.evaluations())
                .bestNs(life.bestNs())
                .bestGrossEdgeMicros(life.bestGrossEdgeMicros())
                .bestNetEdgeMicros(life.bestNetEdgeMicros())
                .bestNetMicros(life.bestNetMicros())
                .bestQtyMicros(life.bestQtyMicros())
                .lastGrossEdgeMicros(life.lastGrossEdgeMicros())
                .lastNetEdgeMicros(life.lastNetEdgeMicros())
                .lastQtyMicros(life.lastQtyMicros());
        commit(opportunityClosed.encodedLength());
    }

    /**
     * @param cause the first that keeps it closed for opening; NONE when it is open again
     * @param causes every one, bit n for the cause of value n
     */
    public void pairState(int pairId, FreezeCause cause, int causes) {
        pairState
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .pairId(pairId)
                .cause(cause)
                .causes(causes);
        commit(pairState.encodedLength());
    }

    public void orderStateChanged(Order order, OrderState from) {
        orderState
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .orderId(order.orderId())
                .from(from)
                .to(order.state())
                .filledQtyMicros(order.effectiveFilledMicros());
        commit(orderState.encodedLength());
    }

    public void attemptStateChanged(
            long attemptId, int pairId, AttemptState from, AttemptState to, long unhedgedQtyMicros) {
        attemptState
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .attemptId(attemptId)
                .pairId(pairId)
                .from(from)
                .to(to)
                .unhedgedQtyMicros(unhedgedQtyMicros);
        commit(attemptState.encodedLength());
    }

    /** How an attempt is sent; before its first order. */
    public void attemptPlanned(AttemptFigures figures) {
        int legCount = figures.legCount();
        planned.wrapAndApplyHeader(out.buffer(), out.claim(plannedLength(legCount)), header)
                .attemptId(figures.attemptId())
                .pairId(figures.pairId())
                .direction((short) figures.direction())
                .style(figures.style())
                .reason(figures.reason())
                .qtyMicros(figures.qtyMicros())
                .payoutMicros(figures.payoutMicros());
        AttemptPlannedEncoder.LegsEncoder group = planned.legsCount(legCount);
        for (int place = 0; place < legCount; place++) {
            group.next()
                    .instrumentId(figures.instrumentIdAt(place))
                    .outcome(figures.outcomeAt(place))
                    .timeInForce(figures.timeInForce())
                    .priceMicros(figures.limitMicrosAt(place))
                    .worstPriceMicros(figures.worstMicrosAt(place));
        }
        commit(planned.encodedLength());
    }

    private static int plannedLength(int legCount) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + AttemptPlannedEncoder.BLOCK_LENGTH
                + AttemptPlannedEncoder.LegsEncoder.sbeHeaderSize()
                + legCount * AttemptPlannedEncoder.LegsEncoder.sbeBlockLength();
    }

    public void positionChanged(int instrumentId, Position holding, long venueCashMicros) {
        position.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .instrumentId(instrumentId)
                .yesQtyMicros(holding.yesQtyMicros())
                .noQtyMicros(holding.noQtyMicros())
                .cashMicros(venueCashMicros)
                .realisedMicros(holding.realisedMicros())
                .feesMicros(holding.feesMicros());
        commit(position.encodedLength());
    }

    public void riskRefusal(int pairId, ReasonCode reason, Purpose purpose, long valueMicros, long limitMicros) {
        refusal.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .pairId(pairId)
                .reason(reason)
                .purpose(purpose)
                .valueMicros(valueMicros)
                .limitMicros(limitMicros);
        commit(refusal.encodedLength());
    }

    /**
     * @param outcome NULL_VAL where the intent names none
     * @param priceMicros own-leg limit, or {@link Micros#NULL}
     * @param qtyMicros quantity asked for, or {@link Micros#NULL}
     */
    public void intent(
            int strategyId,
            int instrumentId,
            StrategyIntent what,
            ReasonCode reason,
            Outcome outcome,
            long priceMicros,
            long qtyMicros) {
        intent.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .strategyId(strategyId)
                .instrumentId(instrumentId)
                .intent(what)
                .reason(reason)
                .outcome(outcome)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros);
        commit(intent.encodedLength());
    }

    public void engineStateChanged(EngineState from, EngineState to, String cause) {
        engineState
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .from(from)
                .to(to)
                .cause(cause);
        commit(engineState.encodedLength());
    }

    /** @param cause of one byte a character, 200 at most */
    public void venueStateChanged(Venue venue, EngineState from, EngineState to, String cause) {
        venueState
                .wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .venue(venue)
                .from(from)
                .to(to)
                .cause(cause);
        commit(venueState.encodedLength());
    }

    /** What we have and what it is worth. */
    public void moneyChanged(MoneyFigures figures) {
        money.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                .realisedMicros(figures.realisedMicros())
                .feesMicros(figures.feesMicros())
                .lockedMicros(figures.lockedMicros())
                .markedMicros(figures.markedMicros())
                .dayLossMicros(figures.dayLossMicros())
                .unhedgedQtyMicros(figures.unhedgedQtyMicros())
                .polymarketCashMicros(figures.polymarketCashMicros())
                .polymarketReservedMicros(figures.polymarketReservedMicros())
                .kalshiCashMicros(figures.kalshiCashMicros())
                .kalshiReservedMicros(figures.kalshiReservedMicros())
                .lostMicros(figures.lostMicros());
        commit(money.encodedLength());
    }

    private void commit(int bodyLength) {
        out.commit(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
