package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.book.TickGrid;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.testkit.EngineBooks;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** One stream of frames read twice: by feed, events and the engine's books, and by the plain reading of the rules. */
final class TwoReadings implements LineControl, EpochClock {
    private static final int FRAMES_TOLD = 4;

    private final RandomVenue venue;
    private final MarketLine feed;
    private final EngineBooks books = new EngineBooks();
    private final PlainReading plain;
    private final String name;
    private final List<byte[]> frames = new ArrayList<>();
    private boolean dropped;
    private int epoch;
    private long nanos;
    private int reconnects;
    private long fed;
    private int live;
    private int unknown;

    /** @param name what to call the stream in messages */
    TwoReadings(String name, RandomVenue venue) {
        this.name = name;
        this.venue = venue;
        plain = new PlainReading(venue.yesPrices());
        List<Markets.Listing> listings = new ArrayList<>();
        for (RandomVenue.Market market : venue.markets()) {
            int id = 2 * listings.size() + 1;
            listings.add(new Markets.Listing(id, market.ticker));
            books.define(id, grid(market.grid));
            plain.add(market.ticker, id, market.grid);
        }
        feed = new MarketLine(
                new Markets(listings),
                venue.yesPrices(),
                books,
                new EventWriter(books, Venue.KALSHI),
                null,
                this,
                this);
        connect();
    }

    RandomVenue venue() {
        return venue;
    }

    /** What the feed faulted so far. */
    FaultCounters faults() {
        return feed.faults();
    }

    long count(FeedCounter counter) {
        return feed.counters().get(counter);
    }

    /** How often the feed gave its connection up. */
    int reconnects() {
        return reconnects;
    }

    /** Books compared while they could be used. */
    int live() {
        return live;
    }

    /** Books met out of use. */
    int unknown() {
        return unknown;
    }

    private static TickGrid grid(String[] bands) {
        int count = bands.length / 3;
        long[][] micros = new long[3][count];
        for (int i = 0; i < bands.length; i++) {
            micros[i % 3][i / 3] = new BigDecimal(bands[i]).movePointRight(6).longValueExact();
        }
        return TickGrid.of(micros[0], micros[1], micros[2]);
    }

    /** A new connection: every book comes anew. */
    void connect() {
        feed.onConnected(++epoch);
        plain.reconnect();
        venue.connect().forEach(this::feed);
    }

    void feed(byte[] frame) {
        if (frames.size() == FRAMES_TOLD) {
            frames.remove(0);
        }
        frames.add(frame);
        fed++;
        nanos += 1_000_000;
        try {
            feed.onText(new UnsafeBuffer(frame), 0, frame.length, nanos, epochNanos());
        } catch (RuntimeException e) {
            throw new AssertionError(story(), e);
        }
        plain.apply(frame);
        if (dropped) {
            dropped = false;
            reconnects++;
            feed.onDisconnected(epoch, DisconnectReason.values()[0]);
            connect();
        }
    }

    /** Every book is in use exactly when it is known and not crossed, and holds what is known. */
    void checkSame() {
        for (PlainReading.Book book : plain.books()) {
            boolean good = book.state == PlainReading.State.KNOWN && !book.isCrossed();
            if (books.isLive(book.instrumentId) != good) {
                throw new AssertionError("book " + book.instrumentId + " is " + books.health(book.instrumentId)
                        + " and plainly " + book.state + (book.isCrossed() ? ", crossed; " : "; ") + story());
            }
            compare(book);
        }
    }

    /** No book is in use that is not known, and one in use holds what is known. */
    void checkDamaged() {
        for (PlainReading.Book book : plain.books()) {
            if (book.state == PlainReading.State.UNKNOWN && books.isLive(book.instrumentId)) {
                throw new AssertionError("book " + book.instrumentId + " is LIVE and nobody can know it; " + story());
            }
            if (book.state != PlainReading.State.IN_DOUBT) {
                compare(book);
            }
        }
    }

    private void compare(PlainReading.Book book) {
        if (!books.isLive(book.instrumentId)) {
            unknown++;
            return;
        }
        live++;
        if (!books.holds(book.instrumentId, book.bids, book.asks)) {
            throw new AssertionError("book " + book.instrumentId + " is " + books.describe(book.instrumentId)
                    + " and plainly " + book.bids + " / " + book.asks + "; " + story());
        }
    }

    private String story() {
        StringBuilder text = new StringBuilder(name + ", frame " + fed + ":");
        for (byte[] frame : frames) {
            text.append('\n').append(new String(frame, StandardCharsets.UTF_8).replaceAll("\\s+", " "));
        }
        return text.toString();
    }

    @Override
    public boolean send(String command) {
        return true;
    }

    @Override
    public void reconnect() {
        dropped = true;
    }

    @Override
    public void after(long delayNs, Runnable task) {
        // Time passes only between frames here; nothing that waits for it is needed.
    }

    @Override
    public long epochNanos() {
        return 1_795_185_000_000_000_000L + nanos;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}
