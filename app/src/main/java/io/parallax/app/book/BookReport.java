package io.parallax.app.book;

import io.parallax.app.capture.CaptureEnding;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.book.BookHealth;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of a recording after some of its frames.
 *
 * @param file the recording
 * @param frames frames read
 * @param events events published for them
 * @param yesPrices Kalshi: NO levels were read as YES prices; null at Polymarket
 * @param ending how far the recording was read
 * @param gapFrames numbers of the frames at which a sequence gap was found
 * @param faults what could not be read, by name
 * @param counters what the lines counted, by name, without zeros
 * @param books one for each instrument, by id
 */
public record BookReport(
        Path file,
        Venue venue,
        long frames,
        long events,
        Boolean yesPrices,
        CaptureEnding ending,
        List<Long> gapFrames,
        Map<String, Long> faults,
        Map<String, Long> counters,
        List<Book> books) {
    public BookReport {
        gapFrames = List.copyOf(gapFrames);
        faults = Collections.unmodifiableMap(new TreeMap<>(faults));
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        books = List.copyOf(books);
    }

    /** A price with what rests there, in micros. */
    public record Level(long priceMicros, long qtyMicros) {}

    /**
     * What was counted for one instrument.
     *
     * @param frames frames that led to an event of it
     * @param events events that name it
     * @param gaps times its line said that messages are missing
     * @param equalChecks times the venue's own word, its hash of the book, was equal to ours
     * @param differentChecks times it was not, a fresh snapshot of a live book among it
     * @param faults by name; those that begin with BOOK_ were found by the book, the others by the decoder
     */
    public record Counts(
            long frames, long events, long gaps, long equalChecks, long differentChecks, Map<String, Long> faults) {
        public Counts {
            faults = Collections.unmodifiableMap(new TreeMap<>(faults));
        }
    }

    /**
     * The YES book of an instrument.
     *
     * @param bids best first
     * @param asks best first
     */
    public record Book(
            CaptureInstrument instrument, BookHealth.State health, List<Level> bids, List<Level> asks, Counts counts) {
        public Book {
            bids = List.copyOf(bids);
            asks = List.copyOf(asks);
        }
    }
}
