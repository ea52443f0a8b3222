package io.parallax.app.book;

import io.parallax.app.capture.CaptureInstrument;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.market.RecordedLine;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.ws.FrameListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/** Polymarket's market lines. Each has a table of its own, since the table keeps the tick that the line last told. */
final class PolymarketRecorded implements RecordedFeed {
    /** After so long without a message a book rests, and its hash is compared. */
    private static final long REST_NS = TimeUnit.SECONDS.toNanos(2);

    private final List<CaptureInstrument> instruments;
    private final EventPublisher events;
    private final EpochClock clock;
    private final Map<Integer, RecordedLine> lines = new TreeMap<>();

    PolymarketRecorded(List<CaptureInstrument> instruments, EventPublisher events, EpochClock clock) {
        this.instruments = instruments;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public FrameListener line(int number) {
        return lines.computeIfAbsent(number, made -> new RecordedLine(table(), events, clock, made));
    }

    private MarketTable table() {
        List<PolymarketMarket> markets = new ArrayList<>();
        for (CaptureInstrument instrument : instruments) {
            markets.add(new PolymarketMarket(
                    instrument.instrumentId(), instrument.symbol(), instrument.yesToken(), noToken(instrument)));
        }
        MarketTable table = new MarketTable(markets);
        for (int slot = 0; slot < instruments.size(); slot++) {
            CaptureInstrument instrument = instruments.get(slot);
            List<CaptureInstrument.Band> bands = instrument.bands();
            if (bands.size() == 1) {
                table.tickMicros(slot, bands.get(0).stepMicros());
            }
            if (instrument.negRisk() != null) {
                table.hashedWith(slot, instrument.minQtyMicros(), instrument.negRisk());
            }
        }
        return table;
    }

    /** A recording that shows one token only is read as if the other were one that the venue never gives. */
    private static String noToken(CaptureInstrument instrument) {
        return instrument.noToken().isEmpty() ? "1" + instrument.instrumentId() : instrument.noToken();
    }

    @Override
    public void finish() {
        lines.values().forEach(line -> line.finish(clock.nanoTime() + REST_NS));
    }

    @Override
    public void counters(ObjLongConsumer<String> reader) {
        lines.values().forEach(line -> {
            line.counters().forEach((name, count) -> reader.accept(name.name().toLowerCase(Locale.ROOT), count));
            line.proofs()
                    .forEach(
                            (name, count) -> reader.accept("hash_" + name.name().toLowerCase(Locale.ROOT), count));
        });
    }

    @Override
    public void faults(ObjLongConsumer<String> reader) {
        lines.values().forEach(line -> line.faults().forEachMet(reader));
    }
}
