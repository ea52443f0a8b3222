package io.parallax.app.book;

import io.parallax.app.capture.CaptureInstrument;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.kalshi.market.LineControl;
import io.parallax.gateway.kalshi.market.MarketLine;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.ws.FrameListener;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** Kalshi's market lines. */
final class KalshiRecorded implements RecordedFeed {
    private final List<CaptureInstrument> instruments;
    private final EventPublisher events;
    private final EpochClock clock;
    private final boolean yesPrices;
    private final Map<Integer, MarketLine> lines = new TreeMap<>();

    KalshiRecorded(List<CaptureInstrument> instruments, boolean yesPrices, EventPublisher events, EpochClock clock) {
        this.instruments = instruments;
        this.yesPrices = yesPrices;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public FrameListener line(int number) {
        return lines.computeIfAbsent(number, this::make);
    }

    private MarketLine make(int number) {
        Markets markets = new Markets(instruments.stream()
                .map(instrument -> new Markets.Listing(instrument.instrumentId(), instrument.symbol()))
                .toList());
        EventWriter writer = new EventWriter(events, Venue.KALSHI);
        return new MarketLine(markets, yesPrices, events, writer, null, clock, new NoLine(), number);
    }

    @Override
    public void finish() {
        // Every frame was judged when it came.
    }

    @Override
    public void counters(ObjLongConsumer<String> reader) {
        lines.values().forEach(line -> line.counters()
                .forEach((name, count) -> reader.accept(name.name().toLowerCase(Locale.ROOT), count)));
    }

    @Override
    public void faults(ObjLongConsumer<String> reader) {
        lines.values().forEach(line -> line.faults().forEachMet(reader));
    }

    /** What is asked of a venue that is not there. */
    private static final class NoLine implements LineControl {
        @Override
        public boolean send(String command) {
            return true;
        }

        @Override
        public void reconnect() {
            // The recording tells when its line was made anew.
        }

        @Override
        public void after(long delayNs, Runnable task) {
            // What is asked again later is not answered either.
        }
    }
}
