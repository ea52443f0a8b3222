package io.parallax.bench.engine;

import io.parallax.codecs.sbe.BalanceEncoder;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.ControlEncoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FillEncoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.InstrumentDefinedEncoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderDoneEncoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PairListedEncoder;
import io.parallax.codecs.sbe.PositionEncoder;
import io.parallax.codecs.sbe.ReconcileEndEncoder;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.schema.Unset;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.pair.PayoffMatrix;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the events that bring an engine to trading; each call overwrites the last event. */
public final class BenchEvents {
    public static final long NOW_NS = 1_795_000_000_000_000_000L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16_384]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private int length;
    private short line;

    /** Line of the book events that follow, 0 unless said. */
    public BenchEvents on(int feedLine) {
        line = (short) feedLine;
        return this;
    }

    /** Puts a venue time on the event encoded last. */
    public void venueTime(long venueTimeNs) {
        buffer.putLong(MessageHeaderEncoder.ENCODED_LENGTH + Long.BYTES, venueTimeNs);
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    private BenchEvents encoded(int bodyLength) {
        length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        return this;
    }

    /** A cent-grid market: Polymarket with rate 0.04, Kalshi with rate 0.07. */
    public BenchEvents instrument(int id, Venue venue) {
        return instrument(id, venue, venue == Venue.POLYMARKET ? FeeKind.POLYMARKET_V2 : FeeKind.KALSHI_QUADRATIC);
    }

    /** The same with another kind of fee. */
    public BenchEvents instrument(int id, Venue venue, FeeKind fee) {
        boolean polymarket = venue == Venue.POLYMARKET;
        InstrumentDefinedEncoder e = new InstrumentDefinedEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.instrumentId(id)
                .venue(venue)
                .state(MarketState.ACTIVE)
                .netting(polymarket ? Flag.NO : Flag.YES)
                .feeKind(fee)
                .feeRateMicros(polymarket ? 40_000 : 70_000)
                .makerFeeRateMicros(0)
                .feeExponentMicros(Micros.ONE)
                .feeReadAtNs(NOW_NS)
                .minQtyMicros(polymarket ? 5 * Micros.ONE : 10_000)
                .qtyStepMicros(10_000)
                .minNotionalMicros(polymarket ? Micros.ONE : 0)
                .closeTimeNs(0)
                .notionalStepMicros(polymarket ? 10_000 : 0)
                .resolutionTimeNs(InstrumentDefinedEncoder.resolutionTimeNsNullValue());
        e.bandsCount(1).next().startMicros(0).endMicros(Micros.ONE).stepMicros(10_000);
        e.symbol("M" + id).title("market " + id).category("");
        return encoded(e.encodedLength());
    }

    public BenchEvents pair(int pairId, int first, int second) {
        PairListedEncoder e = new PairListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        Unset.group(e);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.pairId(pairId)
                .relation(Relation.SAME)
                .verdict(Verdict.SAME)
                .enabled(Flag.YES)
                .maxQtyMicros(1_000 * Micros.ONE)
                .verdictExpiryNs(0)
                .resolutionTimeNs(PairListedEncoder.resolutionTimeNsNullValue());
        e.legsCount(2).next().instrumentId(first).next().instrumentId(second);
        PayoffMatrix payoffs = PayoffMatrix.of(Relation.SAME, 2);
        PairListedEncoder.PayoffsEncoder rows = e.payoffsCount(4);
        for (int i = 0; i < 4; i++) {
            rows.next().yesPayoutMicros(payoffs.yesPayoutMicros(i / 2, i % 2));
        }
        e.name("pair");
        return encoded(e.encodedLength());
    }

    /** A closed set of the first instruments, so many: exactly one of them pays. */
    public BenchEvents set(int pairId, int legs) {
        PairListedEncoder e = new PairListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        Unset.group(e);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.pairId(pairId)
                .relation(Relation.BASKET)
                .verdict(Verdict.SAME)
                .enabled(Flag.YES)
                .maxQtyMicros(1_000_000 * Micros.ONE)
                .verdictExpiryNs(0)
                .resolutionTimeNs(PairListedEncoder.resolutionTimeNsNullValue());
        PairListedEncoder.LegsEncoder ids = e.legsCount(legs);
        for (int leg = 0; leg < legs; leg++) {
            ids.next().instrumentId(leg);
        }
        PayoffMatrix payoffs = PayoffMatrix.of(Relation.BASKET, legs);
        PairListedEncoder.PayoffsEncoder rows = e.payoffsCount(payoffs.rows() * legs);
        for (int i = 0; i < payoffs.rows() * legs; i++) {
            rows.next().yesPayoutMicros(payoffs.yesPayoutMicros(i / legs, i % legs));
        }
        e.name("set");
        return encoded(e.encodedLength());
    }

    /** What is held of YES. */
    public BenchEvents position(int id, long yesQtyMicros) {
        PositionEncoder e = new PositionEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.instrumentId(id).yesQtyMicros(yesQtyMicros).noQtyMicros(0);
        return encoded(e.encodedLength());
    }

    /** A fill of YES bought at Kalshi, confirmed and free of fees. */
    public BenchEvents fill(long orderId, int id, long tradeId, long priceMicros, long qtyMicros) {
        return fill(orderId, id, Outcome.YES, tradeId, priceMicros, qtyMicros);
    }

    /** The same of either outcome. */
    public BenchEvents fill(long orderId, int id, Outcome outcome, long tradeId, long priceMicros, long qtyMicros) {
        FillEncoder e = new FillEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.orderId(orderId)
                .instrumentId(id)
                .venue(Venue.KALSHI)
                .outcome(outcome)
                .action(OrderAction.BUY)
                .settlement(Settlement.CONFIRMED)
                .liquidity(Liquidity.TAKER)
                .part(0)
                .tradeIdHigh(7)
                .tradeIdLow(tradeId)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros)
                .feeMicros(0);
        return encoded(e.encodedLength());
    }

    /** The venue's last word: all of it filled. */
    public BenchEvents done(long orderId, long filledQtyMicros) {
        OrderDoneEncoder e = new OrderDoneEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.orderId(orderId).reason(DoneReason.FILLED).filledQtyMicros(filledQtyMicros);
        return encoded(e.encodedLength());
    }

    public BenchEvents settings(long minEdgeMicros) {
        return settings(minEdgeMicros, 0);
    }

    public BenchEvents settings(long minEdgeMicros, long unwindChanceMicros) {
        long many = 1_000_000 * Micros.ONE;
        SettingsEncoder e = new SettingsEncoder().wrapAndApplyHeader(buffer, 0, header);
        Unset.limits(e);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.minEdgeMicros(minEdgeMicros)
                .maxPlausibleEdgeMicros(Micros.ONE)
                .maxBookAgeNs(Long.MAX_VALUE / 4)
                .maxOrderNotionalMicros(many)
                .maxPairNotionalMicros(many)
                .maxVenueNotionalMicros(many)
                .maxTotalNotionalMicros(many)
                .maxDailyLossMicros(many)
                .cashBufferMicros(0)
                .ackDeadlineNs(1_000_000_000L)
                .hedgeLossMicros(10_000)
                .unwindStepMicros(10_000)
                .unwindMaxSteps(10)
                .unwindLossMicros(100_000)
                .maxFeeAgeNs(Long.MAX_VALUE / 4)
                .attemptCooldownNs(0)
                .failFreezeCount(1_000)
                .failFreezeWindowNs(1_000_000_000L)
                .maxSilenceNs(0)
                .maxSilenceAloneNs(0)
                .maxClockGapNs(0)
                .maxClockStepNs(0)
                .minNetMicros(0)
                .minAnnualReturnMicros(0)
                .unwindChanceMicros(unwindChanceMicros)
                .stopBeforeCloseNs(0)
                .maxParityNs(0)
                .parityBandMicros(0)
                .confirmQtyMicros(0)
                .maxDirectionalNotionalMicros(0);
        return encoded(e.encodedLength());
    }

    public BenchEvents balance(Venue venue) {
        BalanceEncoder e = new BalanceEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.venue(venue).cashMicros(1_000_000 * Micros.ONE);
        return encoded(e.encodedLength());
    }

    public BenchEvents reconciled(Venue venue) {
        ReconcileEndEncoder e = new ReconcileEndEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.venue(venue).complete(Flag.YES);
        return encoded(e.encodedLength());
    }

    public BenchEvents resume() {
        ControlEncoder e = new ControlEncoder().wrapAndApplyHeader(buffer, 0, header);
        Unset.scope(e);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.kind(ControlKind.RESUME).principal("bench").reason("start");
        return encoded(e.encodedLength());
    }

    /** A book of {@code depth} levels a side, a cent apart, 100 contracts each. */
    public BenchEvents book(int id, int bestBidCents, int bestAskCents, int depth) {
        return book(id, bestBidCents, bestAskCents, depth, 100 * Micros.ONE);
    }

    /** The same with another quantity a level. */
    public BenchEvents book(int id, int bestBidCents, int bestAskCents, int depth, long qtyMicros) {
        BookSnapshotEncoder e = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.instrumentId(id).line(line).epoch(1);
        e.flags().clear().begin(true).end(true);
        BookSnapshotEncoder.LevelsEncoder levels = e.levelsCount(2 * depth);
        for (int i = 0; i < depth; i++) {
            levels.next()
                    .side(BookSide.BID)
                    .priceMicros((bestBidCents - i) * 10_000L)
                    .qtyMicros(qtyMicros);
            levels.next()
                    .side(BookSide.ASK)
                    .priceMicros((bestAskCents + i) * 10_000L)
                    .qtyMicros(qtyMicros);
        }
        return encoded(e.encodedLength());
    }

    /** One level set to a size. */
    public BenchEvents level(int id, BookSide side, int cents, long qtyMicros) {
        BookUpdateEncoder e = new BookUpdateEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.instrumentId(id).line(line).epoch(1).conflated(BookUpdateEncoder.conflatedNullValue());
        e.flags().clear().begin(true).end(true);
        e.changesCount(1)
                .next()
                .op(LevelOp.SET)
                .side(side)
                .priceMicros(cents * 10_000L)
                .qtyMicros(qtyMicros);
        return encoded(e.encodedLength());
    }
}
