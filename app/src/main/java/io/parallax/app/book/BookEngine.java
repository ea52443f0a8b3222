package io.parallax.app.book;

import io.parallax.app.capture.CaptureInstrument;
import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookFault;
import io.parallax.engine.book.BookHealth;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.core.Engine;
import io.parallax.engine.core.EngineCapacity;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.TickBand;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine that is given each event at once, without a ring, and watched for what it says of its books. */
final class BookEngine implements EventPublisher {
    /** The finest step of any market of either venue. */
    private static final long FINEST_STEP_MICROS = 100;

    private static final int COMMAND_BYTES = 1 << 16;
    private static final int EVERY = -1;

    private final Venue venue;
    private final Engine engine = new Engine(new EngineCapacity(16, 64));
    private final CommandBuffer commands = new CommandBuffer(new UnsafeBuffer(new byte[COMMAND_BYTES]));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TickSizeChangedDecoder tick = new TickSizeChangedDecoder();
    private final MarketStatusDecoder marketStatus = new MarketStatusDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final List<InstrumentTally> tallies = new ArrayList<>();
    private long sequence;
    private long frame;

    /** Defines the instruments; one without a known grid gets the finest that the venues have. */
    BookEngine(Venue venue, List<CaptureInstrument> instruments) {
        this.venue = venue;
        EventWriter writer = new EventWriter(this, venue);
        for (CaptureInstrument instrument : instruments) {
            tallies.add(new InstrumentTally());
            writer.stamp(1, 0, 0);
            writer.instrument(definition(venue, instrument));
        }
    }

    private static InstrumentDefinition definition(Venue venue, CaptureInstrument instrument) {
        List<TickBand> bands = instrument.bands().isEmpty()
                ? List.of(new TickBand(0, Micros.ONE, FINEST_STEP_MICROS))
                : instrument.bands().stream()
                        .map(band -> new TickBand(band.startMicros(), band.endMicros(), band.stepMicros()))
                        .toList();
        return new InstrumentDefinition(
                instrument.instrumentId(),
                MarketState.ACTIVE,
                venue == Venue.KALSHI,
                FeeKind.NONE,
                0,
                0,
                Micros.ONE,
                1,
                Math.max(1, instrument.minQtyMicros()),
                1,
                0,
                0,
                0,
                bands,
                instrument.symbol(),
                instrument.title(),
                0,
                "");
    }

    /** Sets the number of the frame whose events follow. */
    void frame(long number) {
        frame = number;
    }

    long events() {
        return sequence - tallies.size();
    }

    OrderBook book(int instrumentId) {
        return engine.book(instrumentId);
    }

    BookHealth.State health(int instrumentId) {
        return engine.slot(instrumentId).health();
    }

    InstrumentTally tally(int instrumentId) {
        return tallies.get(instrumentId);
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        header.wrap(event, offset);
        count(event, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        commands.clear();
        engine.onEvent(sequence, event, offset, length, commands);
        sequence++;
        CommandBuffer.forEach(commands.buffer(), 0, commands.length(), this::onCommand);
    }

    private void count(DirectBuffer event, int body, int block, int version) {
        switch (header.templateId()) {
            case BookSnapshotDecoder.TEMPLATE_ID ->
                counted(snapshot.wrap(event, body, block, version).instrumentId());
            case BookUpdateDecoder.TEMPLATE_ID ->
                counted(update.wrap(event, body, block, version).instrumentId());
            case TradeDecoder.TEMPLATE_ID ->
                counted(trade.wrap(event, body, block, version).instrumentId());
            case TickSizeChangedDecoder.TEMPLATE_ID ->
                counted(tick.wrap(event, body, block, version).instrumentId());
            case MarketStatusDecoder.TEMPLATE_ID ->
                counted(marketStatus.wrap(event, body, block, version).instrumentId());
            case FeedStatusDecoder.TEMPLATE_ID -> status(feedStatus.wrap(event, body, block, version));
            default -> {
                // Definitions, and what no feed publishes.
            }
        }
    }

    private void counted(int instrumentId) {
        tallies.get(instrumentId).event(frame);
    }

    private void status(FeedStatusDecoder event) {
        for (int i = 0; i < tallies.size(); i++) {
            if (event.instrumentId() == i || event.instrumentId() == EVERY) {
                InstrumentTally tally = tallies.get(i);
                switch (event.state()) {
                    case GAP -> tally.gap();
                    case VERIFIED -> tally.verified();
                    case MISMATCH -> tally.mismatch();
                    case FAULT -> tally.fault(DecodeFault.name(event.faultCode()));
                    default -> {
                        // A state of the connection.
                    }
                }
                if (event.instrumentId() == i) {
                    tally.event(frame);
                }
            }
        }
    }

    private void onCommand(DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        if (header.templateId() != AlertDecoder.TEMPLATE_ID) {
            return;
        }
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        alert.wrap(buffer, body, header.blockLength(), header.version());
        if (alert.code() == AlertCode.BOOK_MISMATCH && venue == Venue.KALSHI && alert.instrumentId() >= 0) {
            tallies.get(alert.instrumentId()).mismatch(); // at Polymarket the line tells it
        }
        if (alert.code() == AlertCode.BOOK_FAULT && alert.instrumentId() >= 0) {
            tallies.get(alert.instrumentId()).fault(name(alert.amountMicros()));
        }
    }

    /** A fault that the book itself found, told as its code in micros. */
    private static String name(long amountMicros) {
        if (amountMicros == Micros.NULL) {
            return "BOOK_GRID_UNUSABLE";
        }
        return switch ((int) (amountMicros / Micros.ONE)) {
            case BookFault.OFF_GRID -> "BOOK_OFF_GRID";
            case BookFault.NEGATIVE_LEVEL -> "BOOK_NEGATIVE_LEVEL";
            case BookFault.BAD_QTY -> "BOOK_BAD_QTY";
            case BookFault.BAD_SIDE -> "BOOK_BAD_SIDE";
            case BookFault.BAD_OP -> "BOOK_BAD_OP";
            case BookFault.BROKEN_BATCH -> "BOOK_BROKEN_BATCH";
            default -> "BOOK_FAULT_" + amountMicros / Micros.ONE;
        };
    }
}
