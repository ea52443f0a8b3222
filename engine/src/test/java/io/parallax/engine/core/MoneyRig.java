package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.DayBeganEncoder;
import io.parallax.codecs.sbe.FillEncoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MarketStatusEncoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.MoneyChangedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PairListedEncoder;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.PositionEncoder;
import io.parallax.codecs.sbe.ReconcileBeginEncoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.RiskRefusalDecoder;
import io.parallax.codecs.sbe.SessionStartEncoder;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.SettledEncoder;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.EngineHarness.Sent;
import io.parallax.engine.port.CommandBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine of one pair, with the events and records of money in the words of a test. */
final class MoneyRig {
    final EngineHarness engine;
    private final EventBytes bytes;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    MoneyRig() {
        this(new EngineHarness());
    }

    private MoneyRig(EngineHarness engine) {
        this.engine = engine;
        bytes = engine.event;
    }

    /** The usual settings with other limits. */
    MoneyRig limits(Consumer<SettingsEncoder> change) {
        bytes.settings(engine.nowNs);
        change.accept(new SettingsEncoder().wrap(bytes.buffer(), MessageHeaderEncoder.ENCODED_LENGTH));
        engine.apply(bytes);
        return this;
    }

    /** Another pair on instruments of its own, of an event group. */
    void pair(int pairId, int first, int groupId) {
        engine.apply(bytes.instrument(engine.nowNs, first, Venue.POLYMARKET, io.parallax.codecs.sbe.FeeKind.NONE, "0"));
        engine.apply(bytes.instrument(engine.nowNs, first + 1, Venue.KALSHI, io.parallax.codecs.sbe.FeeKind.NONE, "0"));
        bytes.pair(engine.nowNs, pairId, first, first + 1, Verdict.SAME);
        new PairListedEncoder()
                .wrap(bytes.buffer(), MessageHeaderEncoder.ENCODED_LENGTH)
                .groupId(groupId);
        engine.apply(bytes);
    }

    void disagree(int first) {
        engine.book(first, "0.38", "100", "0.40", "100");
        engine.book(first + 1, "0.50", "100", "0.52", "100");
    }

    /** An engine that waits for the venues' words, after the session began. */
    static MoneyRig starting() {
        MoneyRig rig = new MoneyRig(EngineHarness.unstarted());
        SessionStartEncoder e = new SessionStartEncoder().wrapAndApplyHeader(rig.buffer, 0, rig.header);
        e.meta().timestampNs(rig.engine.nowNs).venueTimeNs(0);
        e.sessionId(2).mode("").build("").jvm("").host("");
        rig.apply(e.encodedLength());
        return rig;
    }

    /** A fill at Polymarket that was matched a second before the session began. */
    void earlier(OrderAction action, String qty, String price, Settlement settlement, long tradeId) {
        bytes.fill(
                engine.nowNs,
                0,
                0,
                Venue.POLYMARKET,
                Outcome.YES,
                action,
                settlement,
                tradeId,
                Micros.parse(price),
                Micros.parse(qty),
                0);
        new FillEncoder()
                .wrap(bytes.buffer(), MessageHeaderEncoder.ENCODED_LENGTH)
                .meta()
                .timestampNs(engine.nowNs)
                .venueTimeNs(engine.nowNs - 1_000_000_000L);
        engine.apply(bytes);
    }

    void timer() {
        engine.apply(bytes.timer(engine.nowNs));
    }

    void status(int instrument, String payout, Flag finality) {
        bytes.status(engine.nowNs, instrument, MarketState.RESOLVED);
        new MarketStatusEncoder()
                .wrap(bytes.buffer(), MessageHeaderEncoder.ENCODED_LENGTH)
                .payoutMicros(payout == null ? MarketStatusEncoder.payoutMicrosNullValue() : Micros.parse(payout))
                .finality(finality);
        engine.apply(bytes);
    }

    private void apply(int bodyLength) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        bytes.timer(engine.nowNs);
        bytes.raw(buffer, length);
        engine.apply(bytes);
    }

    void settled(int instrument, String yes, String no, String cash, String fee) {
        SettledEncoder e = new SettledEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(engine.nowNs).venueTimeNs(0);
        e.instrumentId(instrument)
                .yesQtyMicros(Micros.parse(yes))
                .noQtyMicros(Micros.parse(no))
                .cashMicros(Micros.parse(cash))
                .feeMicros(Micros.parse(fee));
        apply(e.encodedLength());
    }

    void day(String loss, int failed) {
        DayBeganEncoder e = new DayBeganEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(engine.nowNs).venueTimeNs(0);
        e.dayStartNs(engine.nowNs).lossMicros(Micros.parse(loss)).failedAttempts(failed);
        apply(e.encodedLength());
    }

    void reconcileBegin(Venue venue) {
        ReconcileBeginEncoder e = new ReconcileBeginEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(engine.nowNs).venueTimeNs(0);
        e.venue(venue);
        apply(e.encodedLength());
    }

    void reported(int instrument, String yes, String no) {
        PositionEncoder e = new PositionEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(engine.nowNs).venueTimeNs(0);
        e.instrumentId(instrument).yesQtyMicros(Micros.parse(yes)).noQtyMicros(Micros.parse(no));
        apply(e.encodedLength());
    }

    void balance(Venue venue, String cash) {
        engine.apply(bytes.balance(engine.nowNs, venue, cash));
    }

    /** One pair of a hundred contracts at 0.40 and 0.50, everything filled and final. */
    void hedged() {
        engine.hedgeFully(1, 2, Settlement.CONFIRMED);
        engine.done(engine.lastSent(), Micros.format(engine.lastSent().qty()));
    }

    /** A hundred YES at Polymarket that the engine could neither hedge nor sell. */
    Sent leg() {
        engine.disagree();
        return engine.lastSent();
    }

    /** What was told of money, venues and halts since the start, in order. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        for (byte[] caused : engine.consequences) {
            CommandBuffer.forEach(
                    new UnsafeBuffer(caused), 0, caused.length, (b, offset, length) -> add(told, b, offset));
        }
        return told;
    }

    private static void add(List<String> told, DirectBuffer b, int offset) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(b, offset);
        switch (header.templateId()) {
            case AlertDecoder.TEMPLATE_ID -> {
                AlertDecoder d = new AlertDecoder().wrapAndApplyHeader(b, offset, header);
                told.add("alert " + d.code());
            }
            case LatchHaltDecoder.TEMPLATE_ID ->
                told.add("latch "
                        + new LatchHaltDecoder()
                                .wrapAndApplyHeader(b, offset, header)
                                .causeCode());
            case VenueStateChangedDecoder.TEMPLATE_ID -> {
                VenueStateChangedDecoder d = new VenueStateChangedDecoder().wrapAndApplyHeader(b, offset, header);
                told.add(d.venue() + " " + d.to());
            }
            case PairStateChangedDecoder.TEMPLATE_ID ->
                told.add("pair "
                        + new PairStateChangedDecoder()
                                .wrapAndApplyHeader(b, offset, header)
                                .cause());
            case RefreshBalanceDecoder.TEMPLATE_ID ->
                told.add("ask "
                        + new RefreshBalanceDecoder()
                                .wrapAndApplyHeader(b, offset, header)
                                .venue());
            case OpportunityDecoder.TEMPLATE_ID ->
                told.add("opportunity "
                        + new OpportunityDecoder()
                                .wrapAndApplyHeader(b, offset, header)
                                .reason());
            case RiskRefusalDecoder.TEMPLATE_ID ->
                told.add("refused "
                        + new RiskRefusalDecoder()
                                .wrapAndApplyHeader(b, offset, header)
                                .reason());
            case MoneyChangedDecoder.TEMPLATE_ID -> {
                MoneyChangedDecoder d = new MoneyChangedDecoder().wrapAndApplyHeader(b, offset, header);
                told.add("money realised " + Micros.format(d.realisedMicros()) + " locked "
                        + Micros.format(d.lockedMicros()) + " marked "
                        + (d.markedMicros() == Micros.NULL ? "none" : Micros.format(d.markedMicros())) + " loss "
                        + Micros.format(d.dayLossMicros()) + " lost "
                        + Micros.format(d.lostMicros()) + " unhedged " + Micros.format(d.unhedgedQtyMicros())
                        + " cash " + Micros.format(d.polymarketCashMicros()) + " "
                        + Micros.format(d.kalshiCashMicros()));
            }
            default -> {}
        }
    }
}
