package io.parallax.app.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.capture.CapturedMarket;
import io.parallax.app.capture.ReferenceBook;
import io.parallax.app.capture.ReferenceBooks;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.book.BookHealth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every recording at hand, by the decoder and the engine's book on one side, a JSON tree and sorted maps on the other. */
class RecordedBooksTest {
    private static final int STOPS = 4;

    @Test
    void shouldEndEveryKalshiRecordingOnTheBooksOfTheReference() throws IOException {
        List<String> table = new ArrayList<>();
        for (Path file : Shared.recordings("kalshi/samples/ws")) {
            compare(file, Venue.KALSHI, table);
        }
        print(table);
        assertThat(table)
                .hasSizeGreaterThanOrEqualTo(7)
                .filteredOn(row -> row.contains(" 0 books"))
                .hasSize(1);
    }

    @Test
    void shouldEndEveryPolymarketRecordingOnTheBooksOfTheReference() throws IOException {
        List<String> table = new ArrayList<>();
        for (Path file : Shared.recordings("polymarket/samples")) {
            compare(file, Venue.POLYMARKET, table);
        }
        List<String> withBooks =
                table.stream().filter(row -> !row.contains(" 0 books")).toList();
        print(withBooks);
        System.out.println(table.size() - withBooks.size() + " other files: 0 books, as they should");
        assertThat(withBooks).hasSizeGreaterThanOrEqualTo(17);
    }

    /** Compares after a quarter, half, three quarters and all of the frames. */
    private static void compare(Path file, Venue venue, List<String> table) throws IOException {
        BookReport whole = RecordedBooks.read(file, venue, RecordedBooks.ALL, Optional.empty());
        assertThat(whole.faults()).as(file.toString()).isEmpty();
        long levels = 0;
        for (int stop = 1; stop <= STOPS; stop++) {
            long at = whole.frames() * stop / STOPS;
            BookReport report = stop == STOPS ? whole : RecordedBooks.read(file, venue, at, Optional.empty());
            ReferenceBooks reference = ReferenceBooks.readFromSnapshots(file, at, Optional.empty());
            levels += compare(file + " at " + at, report, reference);
        }
        long live = whole.books().stream()
                .filter(book -> book.health() == BookHealth.State.LIVE)
                .count();
        table.add(String.format(
                Locale.ROOT,
                "%-58s %6d frames %3d books %3d live %6d levels equal",
                file.getFileName(),
                whole.frames(),
                whole.books().size(),
                live,
                levels));
    }

    private static long compare(String name, BookReport report, ReferenceBooks reference) {
        Map<String, BookReport.Book> books = new HashMap<>();
        report.books().forEach(book -> books.put(book.instrument().symbol(), book));
        long levels = 0;
        for (Map.Entry<CapturedMarket, ReferenceBook> market : reference.books().entrySet()) {
            BookReport.Book book = books.remove(market.getKey().symbol());
            String where = name + " " + market.getKey().symbol();
            assertThat(book).as(where).isNotNull();
            assertThat(market.getValue().difference(copy(book))).as(where).isEmpty();
            boolean whole = book.health() == BookHealth.State.LIVE || book.health() == BookHealth.State.CROSSED;
            assertThat(whole).as(where + " " + book.health()).isEqualTo(reference.isWhole(market.getKey()));
            levels += book.bids().size() + book.asks().size();
        }
        assertThat(books.values()).as(name).allSatisfy(book -> assertThat(
                        book.bids().size() + book.asks().size())
                .isZero());
        return levels;
    }

    static ReferenceBook copy(BookReport.Book book) {
        ReferenceBook copy = new ReferenceBook();
        book.bids().forEach(level -> copy.set(true, level.priceMicros(), level.qtyMicros()));
        book.asks().forEach(level -> copy.set(false, level.priceMicros(), level.qtyMicros()));
        return copy;
    }

    static void print(List<String> table) {
        table.forEach(System.out::println);
    }
}
