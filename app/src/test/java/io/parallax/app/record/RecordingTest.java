package io.parallax.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.app.book.BookReport;
import io.parallax.app.book.RecordedBooks;
import io.parallax.app.capture.CaptureEnding;
import io.parallax.app.capture.CaptureFrame;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.app.capture.CaptureReader;
import io.parallax.app.capture.CaptureVisitor;
import io.parallax.app.capture.CapturedMarket;
import io.parallax.app.capture.ReferenceBook;
import io.parallax.app.capture.ReferenceBooks;
import io.parallax.app.demo.SimMarkets;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.book.BookHealth;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long GUARD_SECONDS = 60;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @TempDir
    private Path directory;

    private static RecordPlan plan(Venue venue, Path file, int seconds, List<String> markets, int ringBytes) {
        return new RecordPlan(venue, file, seconds, markets, SettingsLoader.profile("sim"), 1, 7, List.of(), ringBytes);
    }

    /** Messages about books and trades of a recording's first lines, without what a venue numbers and dates anew each time. */
    private static List<String> messages(Path file) throws IOException {
        List<String> messages = new ArrayList<>();
        CaptureEnding ending = CaptureReader.read(file, frame -> {
            String text = new String(frame.bytes(), StandardCharsets.UTF_8);
            if (frame.line() % 2 != 0 || !text.startsWith("{") && !text.startsWith("[")) {
                return true; // of the second copy of a line, or no message
            }
            JsonNode json = tree(text);
            if (!json.has("type")) {
                messages.add(text);
            } else if (json.at("/msg/market_ticker").isTextual()) {
                messages.add(json.get("type") + " " + json.get("msg"));
            }
            return true;
        });
        assertThat(ending.kind()).isEqualTo(CaptureEnding.Kind.WHOLE);
        return messages;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Venue.class,
            names = {"POLYMARKET", "KALSHI"})
    void shouldRecordReplayAndRecordTheSameAgain(Venue venue) throws Exception {
        Path first = directory.resolve("first.jsonl.gz");
        RecordReport report =
                Recording.run(plan(venue, first, 3, List.of(), RecordPlan.DEFAULT_RING_BYTES), NEVER, line -> {});
        assertThat(report.instruments()).isEqualTo(4);
        assertThat(report.frames()).isGreaterThan(50);
        assertThat(report.lost()).isZero();
        BookReport books = RecordedBooks.read(first, venue, RecordedBooks.ALL, Optional.empty());
        assertThat(books.frames()).isEqualTo(report.frames());
        assertThat(books.faults()).isEmpty();
        assertThat(books.books()).hasSize(4).allSatisfy(book -> {
            assertThat(book.health()).isEqualTo(BookHealth.State.LIVE);
            assertThat(book.instrument().bands()).isNotEmpty();
            assertThat(book.instrument().minQtyMicros()).isPositive();
            assertThat(book.bids().size() + book.asks().size()).isPositive();
        });

        Map<CapturedMarket, ReferenceBook> reference =
                ReferenceBooks.read(first).books();
        assertThat(reference).hasSize(4);
        for (BookReport.Book book : books.books()) {
            CaptureInstrument instrument = book.instrument();
            ReferenceBook plain = reference.get(new CapturedMarket(venue, instrument.symbol(), instrument.yesToken()));
            assertThat(plain.bids().keySet())
                    .containsExactlyElementsOf(book.bids().stream()
                            .map(BookReport.Level::priceMicros)
                            .toList());
            assertThat(plain.asks().values())
                    .containsExactlyElementsOf(book.asks().stream()
                            .map(BookReport.Level::qtyMicros)
                            .toList());
        }

        Path second = directory.resolve("second.jsonl");
        SimSettings quiet =
                SimSettings.defaults(8).withPairs(List.of()).withCaptures(List.of(first), TimeUnit.SECONDS.toNanos(2));
        try (VenueSim sim = VenueSim.start(quiet)) {
            CountDownLatch stop = new CountDownLatch(1);
            List<String> symbols = books.books().stream()
                    .map(book -> book.instrument().symbol())
                    .toList();
            RecordPlan again = new RecordPlan(
                    venue, second, 0, symbols, configured(sim), 2, 0, List.of(), RecordPlan.DEFAULT_RING_BYTES);
            CompletableFuture<RecordReport> running =
                    CompletableFuture.supplyAsync(() -> Recording.run(again, stop, line -> {}));
            long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(GUARD_SECONDS);
            while (!sim.capturesDone() && System.nanoTime() < untilNanos && !running.isDone()) {
                Thread.sleep(50);
            }
            Thread.sleep(300);
            stop.countDown();
            running.get(GUARD_SECONDS, TimeUnit.SECONDS);

            assertThat(Files.readString(second)).contains("\"line\":1,");
            List<String> expected = messages(first);
            List<String> replayed = messages(second);
            assertThat(replayed.subList(replayed.size() - expected.size(), replayed.size()))
                    .isEqualTo(expected);
            BookReport end = RecordedBooks.read(second, venue, RecordedBooks.ALL, Optional.empty());
            for (int i = 0; i < 4; i++) {
                BookReport.Book book = end.books().get(i);
                assertThat(book.bids()).isEqualTo(books.books().get(i).bids());
                assertThat(book.asks()).isEqualTo(books.books().get(i).asks());
                isTruth(sim, venue, book);
            }
        }
    }

    /** The simulator's venues as if they were configured: the way to a real one. */
    private static ParallaxSettings configured(VenueSim sim) {
        ParallaxSettings profile = SettingsLoader.profile("sim");
        SimMarkets markets = new SimMarkets(sim);
        return new ParallaxSettings(
                Mode.PAPER,
                profile.runtime(),
                profile.feed(),
                profile.risk(),
                profile.exposure(),
                profile.attempts(),
                Optional.of(markets.polymarketSettings()),
                Optional.of(markets.kalshiSettings()),
                profile.pairs(),
                List.of(),
                profile.fees(),
                Optional.empty());
    }

    /** Holds a book against the one that the venue's REST tells. */
    private static void isTruth(VenueSim sim, Venue venue, BookReport.Book book) throws Exception {
        List<BookReport.Level> bids = new ArrayList<>();
        List<BookReport.Level> asks = new ArrayList<>();
        if (venue == Venue.KALSHI) {
            JsonNode told = get(sim.kalshiRest() + "/markets/"
                            + book.instrument().symbol() + "/orderbook")
                    .get("orderbook_fp");
            told.path("yes_dollars").forEach(level -> bids.add(0, level(level.get(0), level.get(1), false)));
            told.path("no_dollars").forEach(level -> asks.add(0, level(level.get(0), level.get(1), true)));
        } else {
            JsonNode told = get(
                    sim.polymarketRest() + "/book?token_id=" + book.instrument().yesToken());
            told.path("bids").forEach(level -> bids.add(0, level(level.get("price"), level.get("size"), false)));
            told.path("asks").forEach(level -> asks.add(0, level(level.get("price"), level.get("size"), false)));
        }
        assertThat(book.bids()).isNotEmpty().isEqualTo(bids);
        assertThat(book.asks()).isNotEmpty().isEqualTo(asks);
    }

    private static BookReport.Level level(JsonNode price, JsonNode qty, boolean complement) {
        long priceMicros = Micros.parse(price.asText());
        return new BookReport.Level(complement ? Micros.ONE - priceMicros : priceMicros, Micros.parse(qty.asText()));
    }

    private static JsonNode get(String uri) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(uri).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void shouldTellWhatTheRingHadNoRoomFor() throws IOException {
        Path file = directory.resolve("lossy.jsonl");
        RecordReport report = Recording.run(plan(Venue.KALSHI, file, 2, List.of(), 2048), NEVER, line -> {});
        assertThat(report.lost()).isPositive(); // an eighth of it is less than a snapshot
        assertThat(report.frames()).isPositive();
        long[] lost = new long[1];
        CaptureEnding ending = CaptureReader.read(file, new CaptureVisitor() {
            @Override
            public boolean onFrame(CaptureFrame frame) {
                return true;
            }

            @Override
            public void onLost(long receivedNs, int line, long frames) {
                lost[0] += frames;
            }
        });
        assertThat(ending.kind()).isEqualTo(CaptureEnding.Kind.WHOLE);
        assertThat(ending.lost()).isEqualTo(report.lost()).isEqualTo(lost[0]);
        assertThat(ending.frames()).isEqualTo(report.frames());
    }

    @Test
    void shouldFollowOnlyTheMarketsNamed() {
        Path file = directory.resolve("one.jsonl");
        RecordReport report = Recording.run(
                plan(Venue.KALSHI, file, 1, List.of("KXSIMCUP-30-NTH"), RecordPlan.DEFAULT_RING_BYTES),
                NEVER,
                line -> {});
        assertThat(report.instruments()).isOne();
        assertThatThrownBy(() -> Recording.run(
                        plan(Venue.KALSHI, directory.resolve("no.jsonl"), 1, List.of("NO"), 4096), NEVER, line -> {}))
                .isInstanceOf(RecordFailure.class)
                .hasMessageContaining("--market=NO")
                .hasMessageContaining("KXSIMCUP-30-NTH");
        assertThat(directory.resolve("no.jsonl")).doesNotExist();
    }

    @Test
    void shouldSayWhatKalshiNeeds() {
        ParallaxSettings profile = SettingsLoader.profile("sim");
        ParallaxSettings bare = new ParallaxSettings(
                Mode.PAPER,
                profile.runtime(),
                profile.feed(),
                profile.risk(),
                profile.exposure(),
                profile.attempts(),
                Optional.empty(),
                Optional.empty(),
                profile.pairs(),
                List.of(),
                profile.fees(),
                Optional.empty());
        for (Venue venue : List.of(Venue.KALSHI, Venue.POLYMARKET)) {
            RecordPlan plan =
                    new RecordPlan(venue, directory.resolve("x.jsonl"), 1, List.of("X"), bare, 1, 0, List.of(), 4096);
            assertThatThrownBy(() -> Recording.run(plan, NEVER, line -> {}))
                    .isInstanceOf(RecordFailure.class)
                    .hasMessageContaining("section " + venue.name().toLowerCase(Locale.ROOT))
                    .satisfies(failure ->
                            assertThat(((RecordFailure) failure).kind()).isEqualTo(RecordFailure.Kind.CONFIGURATION));
        }
    }

    @Test
    void shouldNotWriteOverAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.jsonl"), "mine");
        assertThatThrownBy(() -> Recording.run(
                        plan(Venue.KALSHI, file, 1, List.of(), RecordPlan.DEFAULT_RING_BYTES), NEVER, line -> {}))
                .isInstanceOf(RecordFailure.class)
                .hasMessageContaining("mine.jsonl: is there already");
        assertThat(file).hasContent("mine");
    }
}
