package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.*;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.CommandBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A real engine with one pair: instrument 0 at Polymarket, instrument 1 at Kalshi, no fees unless said otherwise. */
final class EngineHarness {
    static final long T0 = 1_795_000_000L * EventBytes.SECOND;

    /** An order the engine decided to send. */
    record Sent(
            long orderId,
            int instrumentId,
            Outcome outcome,
            OrderAction action,
            Purpose purpose,
            long price,
            long qty,
            long notional,
            TimeInForce timeInForce,
            long expiryNs) {
        Sent(
                long orderId,
                int instrumentId,
                Outcome outcome,
                OrderAction action,
                Purpose purpose,
                long price,
                long qty) {
            this(orderId, instrumentId, outcome, action, purpose, price, qty, 0, TimeInForce.IOC, 0);
        }

        @Override
        public String toString() {
            return purpose + " " + action + " " + Micros.format(qty) + " " + outcome + "@" + instrumentId + " "
                    + Micros.format(price);
        }
    }

    final Engine engine = new Engine(new EngineCapacity(64, 1024));
    final EventBytes event = new EventBytes();
    final List<Sent> sent = new ArrayList<>();

    /** When each of them had been signed; 0 = not before it was sent. */
    final List<Long> signedNs = new ArrayList<>();

    /** Orders that were to be signed ahead, and their ids. */
    final List<String> armed = new ArrayList<>();

    final List<Long> armedIds = new ArrayList<>();
    final List<String> records = new ArrayList<>();
    final List<Long> unhedged = new ArrayList<>();
    final List<Long> queried = new ArrayList<>();

    /** The cause of each PAIR_FROZEN alert. */
    final List<FreezeCause> frozenBy = new ArrayList<>();

    /** What the last PairStateChanged told. */
    int causes;

    final List<Long> cancelled = new ArrayList<>();

    /** Style, reason, and each leg with its lifetime, in the order they go. */
    final List<String> planned = new ArrayList<>();

    final List<Integer> resubscribed = new ArrayList<>();

    /** What was asked of the gateways about lines: {@code "KALSHI 1 reconnect"}, {@code "KALSHI 0 resubscribe 7"}. */
    final List<String> asked = new ArrayList<>();

    /** Moves of the ladder and latches: {@code "engine RUNNING PAUSED cause"}, {@code "latch 7 ENGINE OPERATOR"}, {@code "clear 7"}. */
    final List<String> ladder = new ArrayList<>();

    /** Venues whose orders were all cancelled. */
    final List<Venue> cancelledAt = new ArrayList<>();

    final List<Venue> guardsReset = new ArrayList<>();

    final List<byte[]> journal = new ArrayList<>();
    final List<byte[]> consequences = new ArrayList<>();
    private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
    /** Of instruments that are not Kalshi's. */
    final java.util.Map<Integer, Venue> venueOf = new java.util.HashMap<>(java.util.Map.of(0, Venue.POLYMARKET));

    long nowNs = T0;
    private long sequence;
    private long trade;
    private int disagreements;

    EngineHarness() {
        this(Verdict.SAME, FeeKind.NONE, "0");
    }

    /** Everything is defined, and nothing reconciled nor started. */
    static EngineHarness unstarted() {
        return new EngineHarness(Verdict.SAME, FeeKind.NONE, "0", false);
    }

    EngineHarness(Verdict verdict, FeeKind kalshiFee, String rate) {
        this(verdict, kalshiFee, rate, true);
    }

    private EngineHarness(Verdict verdict, FeeKind kalshiFee, String rate, boolean start) {
        apply(event.settings(nowNs));
        apply(event.instrument(nowNs, 0, Venue.POLYMARKET, FeeKind.NONE, "0"));
        apply(event.instrument(nowNs, 1, Venue.KALSHI, kalshiFee, rate));
        apply(event.pair(nowNs, 0, 0, 1, verdict));
        if (start) {
            reconcile();
            apply(event.control(nowNs, ControlKind.RESUME));
        }
    }

    void reconcile() {
        for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
            apply(event.balance(nowNs, venue, "1000"));
            apply(event.reconciled(nowNs, venue));
        }
    }

    /** As the usual one, with limits of its own. */
    EngineHarness(java.util.function.Consumer<SettingsEncoder> limits) {
        this();
        limit(limits);
    }

    /** Other limits from now on. */
    void limit(java.util.function.Consumer<SettingsEncoder> limits) {
        event.limits = limits;
        apply(event.settings(nowNs));
    }

    void timer(long afterNs) {
        at(afterNs).apply(event.timer(nowNs));
    }

    EngineHarness at(long afterNs) {
        nowNs = T0 + afterNs;
        return this;
    }

    void apply(EventBytes bytes) {
        out.clear();
        byte[] copy = new byte[bytes.length()];
        bytes.buffer().getBytes(0, copy);
        journal.add(copy);
        engine.onEvent(sequence++, bytes.buffer(), 0, bytes.length(), out);
        byte[] caused = new byte[out.length()];
        out.buffer().getBytes(0, caused);
        consequences.add(caused);
        CommandBuffer.forEach(out.buffer(), 0, out.length(), this::command);
    }

    private void command(DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (header.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                SubmitOrderDecoder d =
                        new SubmitOrderDecoder().wrap(buffer, body, header.blockLength(), header.version());
                signedNs.add(d.signedNs() == SubmitOrderDecoder.signedNsNullValue() ? 0 : d.signedNs());
                sent.add(new Sent(
                        d.orderId(),
                        d.instrumentId(),
                        d.outcome(),
                        d.action(),
                        d.purpose(),
                        d.priceMicros(),
                        d.qtyMicros(),
                        d.notionalMicros(),
                        d.timeInForce(),
                        d.expiryNs()));
            }
            case SignAheadDecoder.TEMPLATE_ID -> {
                SignAheadDecoder d = new SignAheadDecoder().wrap(buffer, body, header.blockLength(), header.version());
                armed.add(d.action() + " " + Micros.format(d.qtyMicros()) + " " + d.outcome() + "@" + d.instrumentId()
                        + " " + Micros.format(d.priceMicros()) + " for " + Micros.format(d.notionalMicros()));
                armedIds.add(d.orderId());
            }
            case QueryOrderDecoder.TEMPLATE_ID ->
                queried.add(new QueryOrderDecoder()
                        .wrap(buffer, body, header.blockLength(), 0)
                        .orderId());
            case ResubscribeDecoder.TEMPLATE_ID -> {
                ResubscribeDecoder d =
                        new ResubscribeDecoder().wrap(buffer, body, header.blockLength(), header.version());
                resubscribed.add(d.instrumentId());
                asked.add(d.venue() + " " + line(d.line()) + " resubscribe " + d.instrumentId());
            }
            case ReconnectLineDecoder.TEMPLATE_ID -> {
                ReconnectLineDecoder d =
                        new ReconnectLineDecoder().wrap(buffer, body, header.blockLength(), header.version());
                asked.add(d.venue() + " " + d.line() + " reconnect");
            }
            case AttemptStateChangedDecoder.TEMPLATE_ID ->
                records.add("attempt "
                        + new AttemptStateChangedDecoder()
                                .wrap(buffer, body, header.blockLength(), 0)
                                .to());
            case AlertDecoder.TEMPLATE_ID -> {
                AlertDecoder alert = new AlertDecoder().wrap(buffer, body, header.blockLength(), header.version());
                records.add("alert " + alert.code());
                if (alert.code() == AlertCode.PAIR_FROZEN) {
                    frozenBy.add(alert.freezeCause());
                }
                if (alert.code() == AlertCode.UNHEDGED) {
                    unhedged.add(alert.amountMicros());
                }
            }
            case AttemptPlannedDecoder.TEMPLATE_ID ->
                plan(new AttemptPlannedDecoder().wrap(buffer, body, header.blockLength(), header.version()));
            case RiskRefusalDecoder.TEMPLATE_ID -> {
                RiskRefusalDecoder d = new RiskRefusalDecoder().wrap(buffer, body, header.blockLength(), 0);
                records.add("refused " + d.purpose() + " " + d.reason());
            }
            case CancelOrderDecoder.TEMPLATE_ID ->
                cancelled.add(new CancelOrderDecoder()
                        .wrap(buffer, body, header.blockLength(), 0)
                        .orderId());
            case OpportunityDecoder.TEMPLATE_ID ->
                records.add("opportunity "
                        + new OpportunityDecoder()
                                .wrap(buffer, body, header.blockLength(), 0)
                                .reason());
            case PairStateChangedDecoder.TEMPLATE_ID -> {
                PairStateChangedDecoder state =
                        new PairStateChangedDecoder().wrap(buffer, body, header.blockLength(), header.version());
                records.add("pair " + state.cause());
                causes = state.causes();
            }
            case EngineStateChangedDecoder.TEMPLATE_ID -> {
                EngineStateChangedDecoder d =
                        new EngineStateChangedDecoder().wrap(buffer, body, header.blockLength(), 0);
                records.add("engine " + d.to());
                ladder.add("engine " + d.from() + " " + d.to() + " " + d.cause());
            }
            case VenueStateChangedDecoder.TEMPLATE_ID -> {
                VenueStateChangedDecoder d =
                        new VenueStateChangedDecoder().wrap(buffer, body, header.blockLength(), header.version());
                ladder.add(d.venue() + " " + d.from() + " " + d.to() + " " + d.cause());
            }
            case LatchHaltDecoder.TEMPLATE_ID -> {
                LatchHaltDecoder d = new LatchHaltDecoder().wrap(buffer, body, header.blockLength(), header.version());
                ladder.add("latch " + d.latchId() + " " + d.scope() + " " + d.causeCode());
            }
            case ClearLatchDecoder.TEMPLATE_ID ->
                ladder.add("clear "
                        + new ClearLatchDecoder()
                                .wrap(buffer, body, header.blockLength(), header.version())
                                .latchId());
            case ResetGuardDecoder.TEMPLATE_ID ->
                guardsReset.add(new ResetGuardDecoder()
                        .wrap(buffer, body, header.blockLength(), header.version())
                        .venue());
            case CancelAllDecoder.TEMPLATE_ID ->
                cancelledAt.add(new CancelAllDecoder()
                        .wrap(buffer, body, header.blockLength(), header.version())
                        .venue());
            default -> {}
        }
    }

    private void plan(AttemptPlannedDecoder d) {
        StringBuilder text = new StringBuilder(d.style() + " " + d.reason());
        for (AttemptPlannedDecoder.LegsDecoder leg : d.legs()) {
            text.append(' ').append(leg.instrumentId()).append(' ').append(leg.timeInForce());
        }
        planned.add(text.toString());
    }

    private static String line(short line) {
        return line == ResubscribeDecoder.lineNullValue() ? "all" : "" + line;
    }

    /** The bytes of every consequence of every event, and the hash at the end, from a fresh engine. */
    void assertReplaysTheSame() {
        Engine again = new Engine(new EngineCapacity(64, 1024));
        CommandBuffer produced = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
        for (int i = 0; i < journal.size(); i++) {
            produced.clear();
            byte[] bytes = journal.get(i);
            again.onEvent(i, new UnsafeBuffer(bytes), 0, bytes.length, produced);
            byte[] caused = new byte[produced.length()];
            produced.buffer().getBytes(0, caused);
            assertThat(caused).as("consequences of event " + i).isEqualTo(consequences.get(i));
        }
        assertThat(again.stateHash()).isEqualTo(engine.stateHash());
    }

    void book(int instrument, String bid, String bidQty, String ask, String askQty) {
        apply(event.book(nowNs, instrument, bid, bidQty, ask, askQty));
    }

    Sent lastSent() {
        return sent.get(sent.size() - 1);
    }

    /** The venue fills part of an order at a price and says no more. */
    long filled(Sent order, String qty, String price) {
        return filled(order, qty, price, Settlement.CONFIRMED, ++trade);
    }

    long filled(Sent order, String qty, String price, Settlement settlement, long tradeId) {
        apply(event.fill(
                nowNs,
                order.orderId(),
                order.instrumentId(),
                venueOf.getOrDefault(order.instrumentId(), Venue.KALSHI),
                order.outcome(),
                order.action(),
                settlement,
                tradeId,
                Micros.parse(price),
                Micros.parse(qty),
                0));
        return tradeId;
    }

    /** The venue's last word on an order. */
    void done(Sent order, String filled) {
        long micros = Micros.parse(filled);
        apply(event.done(nowNs, order.orderId(), micros, micros >= order.qty()));
    }

    void rejected(Sent order) {
        apply(event.rejected(nowNs, order.orderId(), RejectCode.NOT_FILLABLE));
    }

    /** The whole cycle: the first leg and its hedge fill as asked. */
    void hedgeFully(long legTrade, long hedgeTrade, Settlement settlement) {
        disagree();
        Sent leg = lastSent();
        filled(leg, Micros.format(leg.qty()), "0.4", settlement, legTrade);
        done(leg, Micros.format(leg.qty()));
        Sent hedge = lastSent();
        filled(hedge, Micros.format(hedge.qty()), "0.5", Settlement.CONFIRMED, hedgeTrade);
    }

    /**
     * Books that lock in ten cents: YES at Polymarket for 0.40, NO at Kalshi for 0.50. The far side grows each time: the same
     * book again would be no news.
     */
    void disagree() {
        book(0, "0.38", "100", "0.40", "100");
        book(1, "0.50", "100", "0.52", "" + (100 + ++disagreements));
    }
}
