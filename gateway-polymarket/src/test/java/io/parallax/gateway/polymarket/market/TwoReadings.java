package io.parallax.gateway.polymarket.market;

import io.parallax.engine.book.TickGrid;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.testkit.EngineBooks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** One stream of frames read twice: by decoder, events and the engine's books, and by the plain reading of the rules. */
final class TwoReadings {
    private static final int FRAMES_TOLD = 3;

    private final FaultCounters faults = new FaultCounters();
    private final EngineBooks books = new EngineBooks();
    private final PlainReading plain = new PlainReading();
    private final MarketPublisher publisher;
    private final MarketDecoder decoder;
    private final String name;
    private final List<byte[]> frames = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private long fed;
    private int live;
    private int unknown;

    /** @param name what to call the stream in messages */
    TwoReadings(String name, List<RandomVenue.Market> list) {
        this.name = name;
        MarketTable markets =
                new MarketTable(list.stream().map(market -> market.listing).toList());
        for (int slot = 0; slot < markets.size(); slot++) {
            RandomVenue.Market market = list.get(slot);
            long tickMicros = market.tick.movePointRight(6).longValueExact();
            markets.tickMicros(slot, tickMicros);
            books.define(market.listing.instrumentId(), TickGrid.uniform(tickMicros));
            plain.add(market.listing, market.tick);
        }
        publisher = new MarketPublisher(markets, books, 0);
        decoder = new MarketDecoder(markets, publisher, new Counters<>(MarketCounter.class), faults);
        publisher.epoch(1);
    }

    /** What the decoder faulted so far. */
    FaultCounters faults() {
        return faults;
    }

    /** Books compared while they could be used. */
    int live() {
        return live;
    }

    /** Books met out of use. */
    int unknown() {
        return unknown;
    }

    void feed(byte[] frame) {
        if (frames.size() == FRAMES_TOLD) {
            frames.remove(0);
        }
        frames.add(frame);
        fed++;
        publisher.received(fed, fed);
        buffer.wrap(frame);
        try {
            decoder.decode(buffer, 0, frame.length);
        } catch (RuntimeException e) {
            throw new AssertionError(story(), e);
        }
        plain.apply(frame);
    }

    /** Every book is in use exactly when it is known and not crossed, and holds what is known. */
    void checkSound() {
        for (PlainReading.Book book : plain.books()) {
            boolean good = book.state == PlainReading.State.KNOWN && !book.isCrossed();
            int id = book.listing.instrumentId();
            if (books.isLive(id) != good) {
                throw new AssertionError("book " + id + " is " + books.health(id) + " and plainly " + book.state
                        + (book.isCrossed() ? ", crossed; " : "; ") + story());
            }
            compare(book, id);
        }
    }

    /** No book is in use that is not known, and one in use holds what is known. */
    void checkDamaged() {
        for (PlainReading.Book book : plain.books()) {
            int id = book.listing.instrumentId();
            if (book.state == PlainReading.State.UNKNOWN && books.isLive(id)) {
                throw new AssertionError("book " + id + " is LIVE and nobody can know it; " + story());
            }
            if (book.state != PlainReading.State.IN_DOUBT) {
                compare(book, id);
            }
        }
    }

    private void compare(PlainReading.Book book, int id) {
        if (!books.isLive(id)) {
            unknown++;
            return;
        }
        live++;
        if (!books.holds(id, book.bids, book.asks)) {
            throw new AssertionError("book " + id + " is " + books.describe(id) + " and plainly " + book.bids + " / "
                    + book.asks + "; " + story());
        }
    }

    private String story() {
        StringBuilder text = new StringBuilder(name + ", frame " + fed + ":");
        for (byte[] frame : frames) {
            text.append('\n').append(new String(frame, StandardCharsets.UTF_8).replaceAll("\\s+", " "));
        }
        return text.toString();
    }
}
