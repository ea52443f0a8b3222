package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.CancelOrderEncoder;
import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.QueryOrderEncoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.TimerEncoder;
import io.parallax.codecs.sbe.TradeEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionEncoder;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperModel;
import io.parallax.engine.fee.ScheduledFees;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.TickBand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A paper venue with markets 0 and up on a grid of a cent, driven in market terms; keeps what it answered. */
final class PaperRig {
    static final long MS = 1_000_000L;
    static final String CASH = "100000";

    /** One answer, in the words of the schema; fields that do not belong to its kind are null or 0. */
    record Answer(
            String kind,
            long atNs,
            long orderId,
            Outcome outcome,
            OrderAction action,
            Settlement settlement,
            Liquidity liquidity,
            int part,
            long priceMicros,
            long qtyMicros,
            long feeMicros,
            RejectCode code,
            DoneReason reason,
            int instrumentId) {}

    final List<Answer> answers = new ArrayList<>();
    final List<byte[]> bytes = new ArrayList<>();
    final Venue venue;
    final PaperVenue paper;
    long nowNs = 1_000 * MS;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();

    /** The venue's own events, sent back into it as the ring would. */
    private final EventWriter ring;

    PaperRig(Venue venue, PaperModel model, long seed) {
        this.venue = venue;
        paper = new PaperVenue(venue, model, seed, Micros.parse(CASH), new ScheduledFees(), new EventPublisher() {
            @Override
            public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
                throw new IllegalStateException("a paper venue makes no market data");
            }

            @Override
            public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
                keep(event, offset, length);
            }
        });
        ring = new EventWriter(
                new EventPublisher() {
                    @Override
                    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
                        paper.onEvent(event, offset, length);
                        return true;
                    }

                    @Override
                    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
                        paper.onEvent(event, offset, length);
                    }
                },
                venue);
    }

    /** Defines a market under the venue's usual rules, with the dearest ordinary fee. */
    PaperRig market(int id) {
        boolean polymarket = venue == Venue.POLYMARKET;
        ring.stamp(nowNs, 0, 0);
        ring.instrument(new InstrumentDefinition(
                id,
                MarketState.ACTIVE,
                !polymarket,
                polymarket ? FeeKind.POLYMARKET_V2 : FeeKind.KALSHI_QUADRATIC,
                70_000,
                polymarket ? 0 : 17_500,
                Micros.ONE,
                nowNs,
                polymarket ? 5 * Micros.ONE : 10_000,
                10_000,
                polymarket ? Micros.ONE : 0,
                polymarket ? 10_000 : 0,
                0,
                List.of(new TickBand(0, Micros.ONE, 10_000)),
                "M" + id,
                "market " + id,
                0,
                ""));
        return this;
    }

    PaperRig at(long ns) {
        nowNs = ns;
        return this;
    }

    PaperRig after(long ns) {
        return at(nowNs + ns);
    }

    /** Lets a timer event come. */
    void timer() {
        TimerEncoder e = new TimerEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        feed(e.encodedLength());
    }

    /** Everything that can still come, comes. */
    void quiet() {
        for (int i = 0; i < 10 && paper.pending() > 0; i++) {
            after(60_000 * MS).timer();
        }
    }

    /** Whole book: {@code "bid 0.40 100", "ask 0.42 50"}. */
    void book(int id, String... levels) {
        BookSnapshotEncoder e = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id).line((short) 0).epoch(1);
        e.flags().clear().begin(true).end(true);
        BookSnapshotEncoder.LevelsEncoder group = e.levelsCount(levels.length);
        for (String level : levels) {
            String[] words = level.split(" ");
            group.next()
                    .side("bid".equals(words[0]) ? BookSide.BID : BookSide.ASK)
                    .priceMicros(Micros.parse(words[1]))
                    .qtyMicros(Micros.parse(words[2]));
        }
        feed(e.encodedLength());
    }

    /** Whole book from maps. */
    void book(int id, NavigableMap<Long, Long> bids, NavigableMap<Long, Long> asks) {
        List<String> levels = new ArrayList<>();
        bids.forEach((price, qty) -> levels.add("bid " + Micros.format(price) + " " + Micros.format(qty)));
        asks.forEach((price, qty) -> levels.add("ask " + Micros.format(price) + " " + Micros.format(qty)));
        book(id, levels.toArray(new String[0]));
    }

    void level(int id, BookSide side, long priceMicros, long qtyMicros) {
        BookUpdateEncoder e = new BookUpdateEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id).line((short) 0).epoch(1).conflated(BookUpdateEncoder.conflatedNullValue());
        e.flags().clear().begin(true).end(true);
        e.changesCount(1)
                .next()
                .op(LevelOp.SET)
                .side(side)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros);
        feed(e.encodedLength());
    }

    void level(int id, BookSide side, String price, String qty) {
        level(id, side, Micros.parse(price), Micros.parse(qty));
    }

    void print(int id, OrderAction taker, long priceMicros, long qtyMicros) {
        TradeEncoder e = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id).takerAction(taker).priceMicros(priceMicros).qtyMicros(qtyMicros);
        feed(e.encodedLength());
    }

    void print(int id, OrderAction taker, String price, String qty) {
        print(id, taker, Micros.parse(price), Micros.parse(qty));
    }

    void status(int id, MarketState state) {
        ring.stamp(nowNs, 0, 0);
        ring.marketStatus(id, state, Micros.NULL);
    }

    void tick(int id, long stepMicros) {
        ring.stamp(nowNs, 0, 0);
        ring.tickSize(id, List.of(new TickBand(0, Micros.ONE, stepMicros)));
    }

    void line(FeedState state) {
        ring.stamp(nowNs, 0, 0);
        ring.feedStatus(0, state, 1, -1, 0);
    }

    void condition(VenueConditionKind kind) {
        VenueConditionEncoder e = new VenueConditionEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.venue(venue).kind(kind).untilNs(VenueConditionEncoder.untilNsNullValue());
        feed(e.encodedLength());
    }

    private void feed(int bodyLength) {
        paper.onEvent(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }

    void buy(long orderId, int id, Outcome outcome, TimeInForce tif, String price, String qty) {
        submit(orderId, id, outcome, OrderAction.BUY, tif, Micros.parse(price), Micros.parse(qty));
    }

    void sell(long orderId, int id, Outcome outcome, TimeInForce tif, String price, String qty) {
        submit(orderId, id, outcome, OrderAction.SELL, tif, Micros.parse(price), Micros.parse(qty));
    }

    /** An order that may spend all of its limit times its quantity. */
    void submit(
            long orderId,
            int id,
            Outcome outcome,
            OrderAction action,
            TimeInForce tif,
            long priceMicros,
            long qtyMicros) {
        submit(orderId, id, outcome, action, tif, priceMicros, qtyMicros, Micros.mulFloor(priceMicros, qtyMicros), 0);
    }

    void submit(
            long orderId,
            int id,
            Outcome outcome,
            OrderAction action,
            TimeInForce tif,
            long priceMicros,
            long qtyMicros,
            long notionalMicros,
            long expiryNs) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
        new SubmitOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .timestampNs(nowNs)
                .expiryNs(expiryNs)
                .attemptId(0)
                .pairId(-1)
                .instrumentId(id)
                .venue(venue)
                .outcome(outcome)
                .action(action)
                .timeInForce(tif)
                .purpose(Purpose.OPEN)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros)
                .notionalMicros(notionalMicros);
        paper.onSubmit(new SubmitOrderDecoder().wrapAndApplyHeader(command, 0, headerDecoder), 0);
    }

    void cancel(long orderId) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[64]);
        new CancelOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .venue(venue);
        paper.advance(nowNs);
        paper.onCancel(new CancelOrderDecoder().wrapAndApplyHeader(command, 0, headerDecoder));
    }

    void query(long orderId) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[64]);
        new QueryOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .venue(venue);
        paper.advance(nowNs);
        paper.onQuery(new QueryOrderDecoder().wrapAndApplyHeader(command, 0, headerDecoder));
    }

    /** Fills told of an order, first told only. */
    List<Answer> fills(long orderId) {
        return answers.stream()
                .filter(answer -> answer.kind().equals("fill") && answer.orderId() == orderId)
                .filter(answer -> answer.settlement()
                        == (venue == Venue.POLYMARKET ? Settlement.PROVISIONAL : Settlement.CONFIRMED))
                .toList();
    }

    /** Answers about one order in short: {@code accepted}, {@code done FILLED 100}, {@code rejected BAD_TICK}, ... */
    List<String> story(long orderId) {
        return answers.stream()
                .filter(answer -> answer.orderId() == orderId)
                .map(PaperRig::words)
                .toList();
    }

    private static String words(Answer a) {
        return switch (a.kind()) {
            case "fill" ->
                "fill " + a.settlement() + " " + Micros.format(a.qtyMicros()) + " at " + Micros.format(a.priceMicros());
            case "done" -> "done " + a.reason() + " " + Micros.format(a.qtyMicros());
            case "rejected" -> "rejected " + a.code();
            default -> a.kind();
        };
    }

    private void keep(DirectBuffer event, int offset, int length) {
        byte[] copy = new byte[length];
        event.getBytes(offset, copy);
        bytes.add(copy);
        headerDecoder.wrap(event, offset);
        switch (headerDecoder.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                OrderAcceptedDecoder e = new OrderAcceptedDecoder().wrapAndApplyHeader(event, offset, headerDecoder);
                simple("accepted", e.meta().timestampNs(), e.orderId());
            }
            case OrderUnknownDecoder.TEMPLATE_ID -> {
                OrderUnknownDecoder e = new OrderUnknownDecoder().wrapAndApplyHeader(event, offset, headerDecoder);
                simple("unknown", e.meta().timestampNs(), e.orderId());
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder e = new OrderRejectedDecoder().wrapAndApplyHeader(event, offset, headerDecoder);
                answers.add(new Answer(
                        "rejected",
                        e.meta().timestampNs(),
                        e.orderId(),
                        null,
                        null,
                        null,
                        null,
                        0,
                        0,
                        0,
                        0,
                        e.code(),
                        null,
                        -1));
            }
            case OrderDoneDecoder.TEMPLATE_ID -> {
                OrderDoneDecoder e = new OrderDoneDecoder().wrapAndApplyHeader(event, offset, headerDecoder);
                answers.add(new Answer(
                        "done",
                        e.meta().timestampNs(),
                        e.orderId(),
                        null,
                        null,
                        null,
                        null,
                        0,
                        0,
                        e.filledQtyMicros(),
                        0,
                        null,
                        e.reason(),
                        -1));
            }
            case FillDecoder.TEMPLATE_ID -> {
                FillDecoder e = new FillDecoder().wrapAndApplyHeader(event, offset, headerDecoder);
                answers.add(new Answer(
                        "fill",
                        e.meta().timestampNs(),
                        e.orderId(),
                        e.outcome(),
                        e.action(),
                        e.settlement(),
                        e.liquidity(),
                        e.part(),
                        e.priceMicros(),
                        e.qtyMicros(),
                        e.feeMicros(),
                        null,
                        null,
                        e.instrumentId()));
            }
            case BalanceDecoder.TEMPLATE_ID -> {
                BalanceDecoder e = new BalanceDecoder().wrapAndApplyHeader(event, offset, headerDecoder);
                answers.add(new Answer(
                        "balance",
                        e.meta().timestampNs(),
                        0,
                        null,
                        null,
                        null,
                        null,
                        0,
                        0,
                        e.cashMicros(),
                        0,
                        null,
                        null,
                        -1));
            }
            default -> simple("template " + headerDecoder.templateId(), nowNs, 0);
        }
    }

    private void simple(String kind, long atNs, long orderId) {
        answers.add(new Answer(kind, atNs, orderId, null, null, null, null, 0, 0, 0, 0, null, null, -1));
    }

    /** Whether two venues answered the same, byte for byte. */
    static boolean same(PaperRig a, PaperRig b) {
        if (a.bytes.size() != b.bytes.size()) {
            return false;
        }
        for (int i = 0; i < a.bytes.size(); i++) {
            if (!Arrays.equals(a.bytes.get(i), b.bytes.get(i))) {
                return false;
            }
        }
        return true;
    }
}
