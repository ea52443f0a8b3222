package io.parallax.app.paper;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.TradeEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperModel;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.fee.ScheduledFees;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.paper.PaperVenue;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.TickBand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A paper venue with its market data: makes the events that a gateway of the venue would publish. */
final class PaperFloor {
    private static final long RATE_MICROS = 70_000;

    private final Venue venue;
    private final PaperVenue paper;
    private final List<byte[]> answers = new ArrayList<>();
    private final EventWriter events;
    private final Consumer<byte[]> ring;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16 * 1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long nowNs = 1;

    /** Alone: market data go straight to the venue, answers are kept. */
    PaperFloor(Venue venue, PaperModel model, long seed, long cashMicros) {
        this.venue = venue;
        paper = new PaperVenue(venue, model, seed, cashMicros, new ScheduledFees(), publisher(answers::add));
        ring = bytes -> paper.onEvent(new UnsafeBuffer(bytes), 0, bytes.length);
        events = new EventWriter(publisher(ring), venue);
    }

    /** On a ring: whatever it or its paper venue publishes goes there; who drives the ring feeds the venue. */
    PaperFloor(Venue venue, PaperModel model, long seed, long cashMicros, Consumer<byte[]> ring) {
        this.venue = venue;
        this.ring = ring;
        paper = new PaperVenue(venue, model, seed, cashMicros, new ScheduledFees(), publisher(ring));
        events = new EventWriter(publisher(ring), venue);
    }

    /** Hands copies on. */
    static EventPublisher publisher(Consumer<byte[]> to) {
        return new EventPublisher() {
            @Override
            public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
                publish(event, offset, length, receivedNanos);
                return true;
            }

            @Override
            public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
                byte[] copy = new byte[length];
                event.getBytes(offset, copy);
                to.accept(copy);
            }
        };
    }

    PaperVenue paper() {
        return paper;
    }

    PaperFloor at(long ns) {
        nowNs = ns;
        return this;
    }

    void define(int id) {
        boolean polymarket = venue == Venue.POLYMARKET;
        events.stamp(nowNs, 0, 0);
        events.instrument(new InstrumentDefinition(
                id,
                MarketState.ACTIVE,
                !polymarket,
                polymarket ? FeeKind.POLYMARKET_V2 : FeeKind.KALSHI_QUADRATIC,
                RATE_MICROS,
                0,
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
    }

    void connected() {
        events.stamp(nowNs, 0, 0);
        events.feedStatus(0, FeedState.CONNECTED, 1, -1, 0);
    }

    /** Whole book: {@code "bid 0.40 100"}. */
    void book(int id, List<String> levels) {
        BookSnapshotEncoder e = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id).line((short) 0).epoch(1);
        e.flags().clear().begin(true).end(true);
        BookSnapshotEncoder.LevelsEncoder group = e.levelsCount(levels.size());
        for (String level : levels) {
            String[] words = level.split(" ");
            group.next()
                    .side("bid".equals(words[0]) ? BookSide.BID : BookSide.ASK)
                    .priceMicros(Micros.parse(words[1]))
                    .qtyMicros(Micros.parse(words[2]));
        }
        publish(e.encodedLength());
    }

    /** One message of level changes, price to whole quantity, 0 = gone. */
    void update(int id, Map<Long, Long> bids, Map<Long, Long> asks) {
        BookUpdateEncoder e = new BookUpdateEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id).line((short) 0).epoch(1).conflated(BookUpdateEncoder.conflatedNullValue());
        e.flags().clear().begin(true).end(true);
        BookUpdateEncoder.ChangesEncoder changes = e.changesCount(bids.size() + asks.size());
        bids.forEach((price, qty) -> change(changes, BookSide.BID, price, qty));
        asks.forEach((price, qty) -> change(changes, BookSide.ASK, price, qty));
        publish(e.encodedLength());
    }

    private static void change(BookUpdateEncoder.ChangesEncoder changes, BookSide side, long price, long qty) {
        changes.next().op(LevelOp.SET).side(side).priceMicros(price).qtyMicros(qty);
    }

    void print(int id, OrderAction taker, long priceMicros, long qtyMicros) {
        TradeEncoder e = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        e.meta().timestampNs(nowNs).venueTimeNs(0);
        e.instrumentId(id).takerAction(taker).priceMicros(priceMicros).qtyMicros(qtyMicros);
        publish(e.encodedLength());
    }

    private void publish(int bodyLength) {
        ring.accept(Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + bodyLength));
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
        UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
        new SubmitOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .timestampNs(nowNs)
                .expiryNs(0)
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
                .notionalMicros(Micros.mulFloor(priceMicros, qtyMicros));
        paper.onSubmit(new SubmitOrderDecoder().wrapAndApplyHeader(command, 0, new MessageHeaderDecoder()), 0);
    }

    /** A fill with the fee that counts: what the venue told, or the model's where it tells none. */
    record Charged(long priceMicros, long qtyMicros, long feeMicros) {}

    List<Charged> fills(long orderId) {
        List<Charged> fills = new ArrayList<>();
        MessageHeaderDecoder decoder = new MessageHeaderDecoder();
        for (byte[] answer : answers) {
            UnsafeBuffer event = new UnsafeBuffer(answer);
            if (decoder.wrap(event, 0).templateId() != FillDecoder.TEMPLATE_ID) {
                continue;
            }
            FillDecoder fill = new FillDecoder().wrapAndApplyHeader(event, 0, decoder);
            if (fill.orderId() == orderId) {
                long fee = fill.feeMicros() == Micros.NULL
                        ? FeeSchedule.of(FeeKind.POLYMARKET_V2, RATE_MICROS, 0, Micros.ONE, 0)
                                .expectedFee(fill.action(), fill.priceMicros(), fill.qtyMicros())
                        : fill.feeMicros();
                fills.add(new Charged(fill.priceMicros(), fill.qtyMicros(), fee));
            }
        }
        return fills;
    }
}
