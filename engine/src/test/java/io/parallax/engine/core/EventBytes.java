package io.parallax.engine.core;

import io.parallax.codecs.sbe.*;
import io.parallax.codecs.schema.Unset;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.pair.PayoffMatrix;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes events for tests, in market terms: prices and quantities are decimal text. */
public final class EventBytes {
    public static final long SECOND = 1_000_000_000L;
    public static final long MILLI = 1_000_000L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16_384]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private int length;

    /** Line, connection epoch and venue time of the book events and feed states that follow. */
    int line;

    int epoch = 1;
    long venueTimeNs;

    /** Feed and clock rules of the settings that follow; 0 = not judged. */
    long maxSilenceNs;

    long maxSilenceAloneNs;
    long maxClockGapNs;
    long maxClockStepNs;
    long maxPlausibleEdgeMicros = Micros.parse("0.20");
    long minNetMicros;
    long minAnnualReturnMicros;
    long unwindChanceMicros;
    long stopBeforeCloseNs;
    long maxParityNs;
    long parityBandMicros;
    long confirmQtyMicros;
    long maxDirectionalNotionalMicros;
    String maxDailyLoss = "100";

    /** Limits of the settings that follow, beyond those named above. */
    java.util.function.Consumer<SettingsEncoder> limits = settings -> {};

    EventBytes on(int feedLine) {
        line = feedLine;
        return this;
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    /** An event encoded elsewhere. */
    void raw(org.agrona.DirectBuffer event, int lengthBytes) {
        buffer.putBytes(0, event, 0, lengthBytes);
        length = lengthBytes;
    }

    private EventBytes encoded(int bodyLength) {
        length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        return this;
    }

    public EventBytes instrument(long nowNs, int id, Venue venue, FeeKind fee, String rate) {
        boolean polymarket = venue == Venue.POLYMARKET;
        InstrumentDefinedEncoder e = new InstrumentDefinedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id)
                .venue(venue)
                .state(MarketState.ACTIVE)
                .netting(polymarket ? Flag.NO : Flag.YES)
                .feeKind(fee)
                .feeRateMicros(Micros.parse(rate))
                .makerFeeRateMicros(0)
                .feeExponentMicros(Micros.ONE)
                .feeReadAtNs(nowNs)
                .minQtyMicros(polymarket ? Micros.parse("5") : Micros.parse("0.01"))
                .qtyStepMicros(10_000)
                .minNotionalMicros(polymarket ? Micros.ONE : 0)
                .closeTimeNs(0)
                .notionalStepMicros(polymarket ? 10_000 : 0)
                .resolutionTimeNs(InstrumentDefinedEncoder.resolutionTimeNsNullValue());
        e.bandsCount(1).next().startMicros(0).endMicros(Micros.ONE).stepMicros(10_000);
        e.symbol("M" + id).title("market " + id).category("");
        return encoded(e.encodedLength());
    }

    public EventBytes pair(long nowNs, int pairId, int first, int second, Verdict verdict) {
        Relation relation = verdict == Verdict.INVERTED ? Relation.INVERTED : Relation.SAME;
        PairListedEncoder e = new PairListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        Unset.group(e);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.pairId(pairId)
                .relation(relation)
                .verdict(verdict)
                .enabled(Flag.YES)
                .maxQtyMicros(Micros.parse("1000"))
                .verdictExpiryNs(0)
                .resolutionTimeNs(PairListedEncoder.resolutionTimeNsNullValue());
        e.legsCount(2).next().instrumentId(first).next().instrumentId(second);
        PayoffMatrix payoffs = PayoffMatrix.of(relation, 2);
        PairListedEncoder.PayoffsEncoder rows = e.payoffsCount(4);
        for (int i = 0; i < 4; i++) {
            rows.next().yesPayoutMicros(payoffs.yesPayoutMicros(i / 2, i % 2));
        }
        e.name("pair " + pairId);
        return encoded(e.encodedLength());
    }

    /** A closed set: exactly one of the markets comes true. */
    public EventBytes set(long nowNs, int pairId, LegStyle style, int... instruments) {
        PairListedEncoder e = new PairListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.pairId(pairId)
                .relation(Relation.BASKET)
                .verdict(Verdict.SAME)
                .enabled(Flag.YES)
                .maxQtyMicros(Micros.parse("1000"))
                .verdictExpiryNs(0)
                .resolutionTimeNs(PairListedEncoder.resolutionTimeNsNullValue());
        Unset.group(e).style(style);
        PairListedEncoder.LegsEncoder legs = e.legsCount(instruments.length);
        for (int instrument : instruments) {
            legs.next().instrumentId(instrument);
        }
        PayoffMatrix payoffs = PayoffMatrix.of(Relation.BASKET, instruments.length);
        PairListedEncoder.PayoffsEncoder rows = e.payoffsCount(payoffs.rows() * instruments.length);
        for (int i = 0; i < payoffs.rows() * instruments.length; i++) {
            rows.next().yesPayoutMicros(payoffs.yesPayoutMicros(i / instruments.length, i % instruments.length));
        }
        e.name("set " + pairId);
        return encoded(e.encodedLength());
    }

    public EventBytes settings(long nowNs) {
        return settings(nowNs, "500", "2000", "5000", "8000", "10");
    }

    /** Settings with other limits: largest order, pair, venue and total notional, and the cash never spent. */
    public EventBytes settings(long nowNs, String order, String pair, String venue, String total, String buffer) {
        SettingsEncoder e = new SettingsEncoder().wrapAndApplyHeader(this.buffer, 0, header);
        Unset.limits(e);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.minEdgeMicros(Micros.parse("0.005"))
                .maxPlausibleEdgeMicros(maxPlausibleEdgeMicros)
                .maxBookAgeNs(2 * SECOND)
                .maxOrderNotionalMicros(Micros.parse(order))
                .maxPairNotionalMicros(Micros.parse(pair))
                .maxVenueNotionalMicros(Micros.parse(venue))
                .maxTotalNotionalMicros(Micros.parse(total))
                .maxDailyLossMicros(Micros.parse(maxDailyLoss))
                .cashBufferMicros(Micros.parse(buffer))
                .ackDeadlineNs(SECOND)
                .hedgeLossMicros(Micros.parse("0.01"))
                .unwindStepMicros(10_000)
                .unwindMaxSteps(5)
                .unwindLossMicros(Micros.parse("0.10"))
                .maxFeeAgeNs(3600 * SECOND)
                .attemptCooldownNs(0)
                .failFreezeCount(100)
                .failFreezeWindowNs(600 * SECOND)
                .maxSilenceNs(maxSilenceNs)
                .maxSilenceAloneNs(maxSilenceAloneNs)
                .maxClockGapNs(maxClockGapNs)
                .maxClockStepNs(maxClockStepNs)
                .minNetMicros(minNetMicros)
                .minAnnualReturnMicros(minAnnualReturnMicros)
                .unwindChanceMicros(unwindChanceMicros)
                .stopBeforeCloseNs(stopBeforeCloseNs)
                .maxParityNs(maxParityNs)
                .parityBandMicros(parityBandMicros)
                .confirmQtyMicros(confirmQtyMicros)
                .maxDirectionalNotionalMicros(maxDirectionalNotionalMicros);
        limits.accept(e);
        return encoded(e.encodedLength());
    }

    public EventBytes balance(long nowNs, Venue venue, String cash) {
        BalanceEncoder e = new BalanceEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.venue(venue).cashMicros(Micros.parse(cash));
        return encoded(e.encodedLength());
    }

    public EventBytes reconciled(long nowNs, Venue venue) {
        ReconcileEndEncoder e = new ReconcileEndEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.venue(venue).complete(Flag.YES);
        return encoded(e.encodedLength());
    }

    public EventBytes control(long nowNs, ControlKind kind) {
        ControlEncoder e = new ControlEncoder().wrapAndApplyHeader(buffer, 0, header);
        Unset.scope(e);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.kind(kind).principal("test").reason("said so");
        return encoded(e.encodedLength());
    }

    /** A command about a part only; a venue of null or a pair below 0 is none. */
    public EventBytes control(long nowNs, ControlKind kind, LatchScope scope, Venue venue, int pairId) {
        ControlEncoder e = new ControlEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.kind(kind)
                .scope(scope)
                .venue(venue == null ? Venue.NULL_VAL : venue)
                .pairId(pairId < 0 ? ControlEncoder.pairIdNullValue() : pairId)
                .cause(LatchCause.NULL_VAL)
                .principal("test")
                .reason("said so");
        return encoded(e.encodedLength());
    }

    /** What a venue lets us do now; until is 0 where it is not said. */
    public EventBytes condition(long nowNs, Venue venue, VenueConditionKind kind, long untilNs) {
        VenueConditionEncoder e = new VenueConditionEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.venue(venue).kind(kind).untilNs(untilNs == 0 ? VenueConditionEncoder.untilNsNullValue() : untilNs);
        return encoded(e.encodedLength());
    }

    /** A latch of an earlier session. */
    public EventBytes standing(long nowNs, long latchId, LatchScope scope, Venue venue, int pairId, LatchCause cause) {
        LatchStandingEncoder e = new LatchStandingEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.latchId(latchId)
                .scope(scope)
                .venue(venue == null ? Venue.NULL_VAL : venue)
                .pairId(pairId < 0 ? LatchStandingEncoder.pairIdNullValue() : pairId)
                .cause(cause)
                .evidence("of yesterday");
        return encoded(e.encodedLength());
    }

    public EventBytes pairEnabled(long nowNs, int pairId) {
        PairEnabledEncoder e = new PairEnabledEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.pairId(pairId).enabled(Flag.YES).reason("looked at");
        return encoded(e.encodedLength());
    }

    /** A comparison of a pair with the venues' metadata; a leg of -1 is none. */
    public EventBytes pairChecked(long nowNs, int pairId, PairFinding finding, int leg) {
        PairCheckedEncoder e = new PairCheckedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.pairId(pairId)
                .finding(finding)
                .leg(leg < 0 ? PairCheckedEncoder.legNullValue() : leg)
                .text("looked at");
        return encoded(e.encodedLength());
    }

    public EventBytes timer(long nowNs) {
        TimerEncoder e = new TimerEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        return encoded(e.encodedLength());
    }

    public EventBytes feed(long nowNs, Venue venue, FeedState state, int epoch) {
        return feed(nowNs, venue, state, epoch, -1);
    }

    /** State of one instrument on a line. */
    public EventBytes feed(long nowNs, Venue venue, FeedState state, int epoch, int instrumentId) {
        FeedStatusEncoder e = new FeedStatusEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.venue(venue)
                .line((short) line)
                .state(state)
                .epoch(epoch)
                .instrumentId(instrumentId)
                .faultCode(0);
        return encoded(e.encodedLength());
    }

    /** Whole book of one level a side: {@code "0.40", "100", "0.42", "50"}; a null price leaves the side empty. */
    public EventBytes book(long nowNs, int id, String bid, String bidQty, String ask, String askQty) {
        BookSnapshotEncoder e = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(venueTimeNs);
        e.instrumentId(id).line((short) line).epoch(epoch);
        e.flags().clear().begin(true).end(true);
        BookSnapshotEncoder.LevelsEncoder levels = e.levelsCount((bid == null ? 0 : 1) + (ask == null ? 0 : 1));
        if (bid != null) {
            levels.next().side(BookSide.BID).priceMicros(Micros.parse(bid)).qtyMicros(Micros.parse(bidQty));
        }
        if (ask != null) {
            levels.next().side(BookSide.ASK).priceMicros(Micros.parse(ask)).qtyMicros(Micros.parse(askQty));
        }
        return encoded(e.encodedLength());
    }

    public EventBytes level(long nowNs, int id, BookSide side, long priceMicros, long qtyMicros) {
        return level(nowNs, id, side, priceMicros, qtyMicros, true);
    }

    /** The first part of a message that has more. */
    public EventBytes levelOfMore(long nowNs, int id, BookSide side, long priceMicros, long qtyMicros) {
        return level(nowNs, id, side, priceMicros, qtyMicros, false);
    }

    private EventBytes level(long nowNs, int id, BookSide side, long priceMicros, long qtyMicros, boolean end) {
        BookUpdateEncoder e = new BookUpdateEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(venueTimeNs);
        e.instrumentId(id).line((short) line).epoch(epoch).conflated(BookUpdateEncoder.conflatedNullValue());
        e.flags().clear().begin(true).end(end);
        e.changesCount(1)
                .next()
                .op(LevelOp.SET)
                .side(side)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros);
        return encoded(e.encodedLength());
    }

    /** A new grid of one step from zero to one dollar. */
    public EventBytes tick(long nowNs, int id, long stepMicros) {
        TickSizeChangedEncoder e = new TickSizeChangedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id);
        e.bandsCount(1).next().startMicros(0).endMicros(Micros.ONE).stepMicros(stepMicros);
        return encoded(e.encodedLength());
    }

    public EventBytes accepted(long nowNs, long orderId) {
        return accepted(nowNs, orderId, "v" + orderId);
    }

    public EventBytes accepted(long nowNs, long orderId, String venueOrderId) {
        OrderAcceptedEncoder e = new OrderAcceptedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.orderId(orderId).venueOrderId(venueOrderId);
        return encoded(e.encodedLength());
    }

    public EventBytes rejected(long nowNs, long orderId, RejectCode code) {
        OrderRejectedEncoder e = new OrderRejectedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.orderId(orderId).code(code).text("no");
        return encoded(e.encodedLength());
    }

    public EventBytes unknown(long nowNs, long orderId) {
        OrderUnknownEncoder e = new OrderUnknownEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.orderId(orderId).cause(UnknownCause.TIMEOUT);
        return encoded(e.encodedLength());
    }

    public EventBytes done(long nowNs, long orderId, long filledMicros, boolean complete) {
        OrderDoneEncoder e = new OrderDoneEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.orderId(orderId)
                .reason(complete ? DoneReason.FILLED : DoneReason.KILLED)
                .filledQtyMicros(filledMicros);
        return encoded(e.encodedLength());
    }

    public EventBytes fill(
            long nowNs,
            long orderId,
            int instrumentId,
            Venue venue,
            Outcome outcome,
            OrderAction action,
            Settlement settlement,
            long tradeId,
            long priceMicros,
            long qtyMicros,
            long feeMicros) {
        FillEncoder e = new FillEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.orderId(orderId)
                .instrumentId(instrumentId)
                .venue(venue)
                .outcome(outcome)
                .action(action)
                .settlement(settlement)
                .liquidity(Liquidity.TAKER)
                .part(0)
                .tradeIdHigh(7)
                .tradeIdLow(tradeId)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros)
                .feeMicros(feeMicros);
        return encoded(e.encodedLength());
    }

    /** An instrument at Kalshi or Polymarket with what the venue says of it; {@code closeNs} 0 = not told. */
    public EventBytes market(long nowNs, int id, Venue venue, String symbol, String category, long closeNs) {
        return market(nowNs, id, venue, symbol, category, closeNs, 10_000);
    }

    /** The same with another lot. */
    public EventBytes market(
            long nowNs, int id, Venue venue, String symbol, String category, long closeNs, long lotMicros) {
        boolean polymarket = venue == Venue.POLYMARKET;
        InstrumentDefinedEncoder e = new InstrumentDefinedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id)
                .venue(venue)
                .state(MarketState.ACTIVE)
                .netting(polymarket ? Flag.NO : Flag.YES)
                .feeKind(FeeKind.NONE)
                .feeRateMicros(0)
                .makerFeeRateMicros(0)
                .feeExponentMicros(Micros.ONE)
                .feeReadAtNs(nowNs)
                .minQtyMicros(polymarket ? Micros.parse("5") : Micros.ONE)
                .qtyStepMicros(lotMicros)
                .minNotionalMicros(polymarket ? Micros.ONE : 0)
                .closeTimeNs(closeNs)
                .notionalStepMicros(polymarket ? 10_000 : 0)
                .resolutionTimeNs(InstrumentDefinedEncoder.resolutionTimeNsNullValue());
        e.bandsCount(1).next().startMicros(0).endMicros(Micros.ONE).stepMicros(10_000);
        e.symbol(symbol).title("market " + id).category(category);
        return encoded(e.encodedLength());
    }

    /** A public print in YES terms, made at {@code venueTimeNs} by the venue's word. */
    public EventBytes trade(long nowNs, int id, String price, String qty) {
        TradeEncoder e = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(venueTimeNs);
        e.instrumentId(id)
                .takerAction(OrderAction.BUY)
                .priceMicros(Micros.parse(price))
                .qtyMicros(Micros.parse(qty));
        return encoded(e.encodedLength());
    }

    /** @param parameters {@code key=value} lines */
    public EventBytes strategy(long nowNs, int id, String name, boolean enabled, String parameters) {
        StrategyListedEncoder e = new StrategyListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.strategyId(id).enabled(enabled ? Flag.YES : Flag.NO).name(name).parameters(parameters);
        return encoded(e.encodedLength());
    }

    /** Trading state of one instrument. */
    public EventBytes status(long nowNs, int id, MarketState state) {
        MarketStatusEncoder e = new MarketStatusEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        Unset.finality(e.instrumentId(id).state(state).payoutMicros(MarketStatusEncoder.payoutMicrosNullValue()));
        return encoded(e.encodedLength());
    }

    /** A taker's fill of one order at Kalshi, instrument 1, with what was charged for it. */
    public EventBytes kalshiFill(
            EngineHarness.Sent order,
            long nowNs,
            long tradeId,
            Liquidity liquidity,
            String price,
            String qty,
            long fee) {
        fill(
                nowNs,
                order.orderId(),
                1,
                Venue.KALSHI,
                order.outcome(),
                order.action(),
                Settlement.CONFIRMED,
                tradeId,
                Micros.parse(price),
                Micros.parse(qty),
                fee);
        new FillEncoder().wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH).liquidity(liquidity);
        return this;
    }

    public EventBytes feesChanged(long nowNs, int instrumentId, FeeKind kind, String rate, String makerRate) {
        return feesChanged(nowNs, nowNs, instrumentId, kind, rate, makerRate);
    }

    public EventBytes feesChanged(
            long nowNs, long readAtNs, int instrumentId, FeeKind kind, String rate, String makerRate) {
        FeesChangedEncoder e = new FeesChangedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(instrumentId)
                .feeKind(kind)
                .feeRateMicros(Micros.parse(rate))
                .makerFeeRateMicros(Micros.parse(makerRate))
                .feeExponentMicros(Micros.ONE)
                .feeReadAtNs(readAtNs);
        return encoded(e.encodedLength());
    }
}
