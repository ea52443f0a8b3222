package io.parallax.app.book;

import io.parallax.app.capture.CaptureEnding;
import io.parallax.app.capture.CaptureFrame;
import io.parallax.app.capture.CaptureHeader;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.app.capture.CaptureReader;
import io.parallax.app.capture.CaptureVisitor;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.book.OrderBook;
import io.parallax.gateway.ws.DisconnectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Feeds a recording to the venue's decoder and its events to an engine, and tells the books. */
public final class RecordedBooks implements CaptureVisitor {
    /** For {@code at}: every frame. */
    public static final long ALL = Long.MAX_VALUE;

    private static final String GAPS = "gaps";

    private final long at;
    private final RecordingClock clock = new RecordingClock();
    private final BookEngine engine;
    private final RecordedFeed feed;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final List<Long> gapFrames = new ArrayList<>();
    private boolean ours;
    private boolean connected;
    private long frames;
    private long gaps;

    private RecordedBooks(Venue venue, List<CaptureInstrument> instruments, boolean yesPrices, long at) {
        this.at = at;
        engine = new BookEngine(venue, instruments);
        feed = venue == Venue.KALSHI
                ? new KalshiRecorded(instruments, yesPrices, engine, clock)
                : new PolymarketRecorded(instruments, engine, clock);
    }

    /**
     * The books after the first {@code at} frames that the venue sent.
     *
     * @param at from 0; {@link #ALL} for the whole recording
     * @param yesPrices Kalshi's {@code use_yes_price}; empty = what the recording shows, and false where it shows nothing
     * @throws UnusableRecording when it is of the other venue, or shorter than that
     * @throws IOException when it is no recording or cannot be read
     */
    public static BookReport read(Path file, Venue venue, long at, Optional<Boolean> yesPrices) throws IOException {
        RecordedMarkets markets = RecordedMarkets.of(file, venue);
        List<CaptureInstrument> instruments = markets.instruments();
        boolean inYesPrice = yesPrices.orElse(markets.yesPrices());
        RecordedBooks books = new RecordedBooks(venue, instruments, inYesPrice, at);
        CaptureEnding ending = CaptureReader.read(file, books);
        if (at != ALL && books.frames < at) {
            throw new UnusableRecording("--at=" + at + ": " + file + " holds " + books.frames
                    + " frames; give a number from 0 to " + books.frames);
        }
        books.feed.finish();
        return books.report(file, venue, venue == Venue.KALSHI ? inYesPrice : null, instruments, ending);
    }

    @Override
    public void onHeader(CaptureHeader header) {
        ours = true;
    }

    @Override
    public void onConnected(long receivedNs, int line, int epoch) {
        clock.moveTo(receivedNs);
        feed.line(line).onConnected(epoch);
    }

    @Override
    public void onDisconnected(long receivedNs, int line, int epoch) {
        clock.moveTo(receivedNs);
        feed.line(line).onDisconnected(epoch, DisconnectReason.REQUESTED);
    }

    @Override
    public boolean onFrame(CaptureFrame frame) {
        if (frames == at) {
            return false;
        }
        frames++;
        clock.moveTo(frame.receivedNs());
        if (!ours && !connected) {
            connected = true; // other recorders do not tell
            feed.line(frame.line()).onConnected(frame.epoch());
        }
        engine.frame(frames);
        view.wrap(frame.bytes());
        feed.line(frame.line()).onText(view, 0, frame.bytes().length, clock.nanoTime(), clock.epochNanos());
        noteGaps();
        return true;
    }

    private void noteGaps() {
        long[] found = new long[1];
        feed.counters((name, count) -> found[0] += name.equals(GAPS) ? count : 0);
        if (found[0] > gaps) {
            gaps = found[0];
            gapFrames.add(frames);
        }
    }

    private BookReport report(
            Path file, Venue venue, Boolean yesPrices, List<CaptureInstrument> instruments, CaptureEnding ending) {
        Map<String, Long> faults = new TreeMap<>();
        feed.faults((name, count) -> faults.merge(name, count, Long::sum));
        Map<String, Long> counters = new TreeMap<>();
        feed.counters((name, count) -> {
            if (count > 0) {
                counters.merge(name, count, Long::sum);
            }
        });
        List<BookReport.Book> books = new ArrayList<>();
        for (CaptureInstrument instrument : instruments) {
            int id = instrument.instrumentId();
            OrderBook book = engine.book(id);
            books.add(new BookReport.Book(
                    instrument,
                    engine.health(id),
                    levels(book, BookSide.BID),
                    levels(book, BookSide.ASK),
                    engine.tally(id).counts()));
        }
        return new BookReport(
                file, venue, frames, engine.events(), yesPrices, ending, gapFrames, faults, counters, books);
    }

    private static List<BookReport.Level> levels(OrderBook book, BookSide side) {
        List<BookReport.Level> levels = new ArrayList<>();
        for (int index = book.bestIndex(side); index >= 0; index = book.nextIndex(side, index)) {
            levels.add(new BookReport.Level(book.priceMicros(index), book.qtyMicros(side, index)));
        }
        return levels;
    }
}
