package io.parallax.app.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.app.capture.CaptureReader;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookHealth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's book vectors, by the command's own way from a file to a book. */
class KalshiVectorsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldBuildTheBooksOfEveryCase() throws IOException {
        List<String> table = new ArrayList<>();
        for (JsonNode vector : Shared.vector("kalshi/vectors/orderbook.json").get("cases")) {
            String id = vector.get("id").asText();
            Path file = directory.resolve(id + ".jsonl");
            List<String> lines = new ArrayList<>();
            vector.get("frames").forEach(frame -> lines.add("{\"frame\":" + frame + "}"));
            Files.write(file, lines);
            boolean yesPrices = vector.get("useYesPrice").asBoolean();
            BookReport report = RecordedBooks.read(file, Venue.KALSHI, RecordedBooks.ALL, Optional.of(yesPrices));
            JsonNode expected = vector.get("expect");
            int books = check(id, report, expected.get("books"));
            List<Long> gapFrames = new ArrayList<>();
            expected.get("gaps").forEach(gap -> gapFrames.add(gap.get("frame").asLong() + 1));
            assertThat(report.gapFrames()).as(id).isEqualTo(gapFrames);
            assertThat(report.faults()).as(id).isEmpty();
            table.add(String.format(
                    Locale.ROOT,
                    "%s %-76s %d books equal, gaps %s",
                    id,
                    vector.get("description").asText(),
                    books,
                    gapFrames));
        }
        RecordedBooksTest.print(table);
        assertThat(table).hasSize(16);
    }

    @Test
    void shouldMeetEveryCheckpointOfTheRecordings() throws IOException {
        List<String> table = new ArrayList<>();
        int checkpoints = 0;
        for (JsonNode vector :
                Shared.vector("kalshi/vectors/orderbook_recordings.json").get("recordings")) {
            String name = vector.get("recording").asText();
            Path file = Shared.file("kalshi/" + name);
            Map<String, Long> numbers = frameNumbers(file);
            int books = 0;
            for (JsonNode checkpoint : vector.get("checkpoints")) {
                long at = numbers.get(checkpoint.get("afterSid").asText() + " "
                        + checkpoint.get("afterSeq").asText());
                BookReport report = RecordedBooks.read(file, Venue.KALSHI, at, Optional.empty());
                books += check(name + " at " + at, report, checkpoint.get("books"));
                checkpoints++;
            }
            BookReport last = RecordedBooks.read(file, Venue.KALSHI, RecordedBooks.ALL, Optional.empty());
            books += check(name, last, vector.at("/final/books"));
            assertThat(last.yesPrices()).isEqualTo(vector.get("useYesPrice").asBoolean());
            assertThat(last.gapFrames()).hasSameSizeAs(vector.at("/final/gaps"));
            vector.get("frameCounts").properties().forEach(count -> assertThat(
                            last.counters().get(counter(count.getKey())))
                    .as(name + " " + count.getKey())
                    .isEqualTo(count.getValue().asLong()));
            table.add(String.format(
                    Locale.ROOT,
                    "%-58s %2d checkpoints and the end: %3d books equal",
                    name,
                    vector.get("checkpoints").size(),
                    books));
        }
        RecordedBooksTest.print(table);
        assertThat(checkpoints).isEqualTo(34);
    }

    private static String counter(String type) {
        return switch (type) {
            case "orderbook_snapshot" -> "snapshots";
            case "orderbook_delta" -> "deltas";
            case "subscribed" -> type;
            default -> type + "s";
        };
    }

    /** Numbers of the frames, by sid and sequence. */
    private static Map<String, Long> frameNumbers(Path file) throws IOException {
        Map<String, Long> numbers = new java.util.HashMap<>();
        CaptureReader.read(file, frame -> {
            JsonNode json = tree(frame.bytes());
            if (json.has("seq")) {
                numbers.put(json.get("sid").asText() + " " + json.get("seq").asText(), frame.number());
            }
            return true;
        });
        return numbers;
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return Shared.JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int check(String name, BookReport report, JsonNode expected) {
        Map<String, BookReport.Book> books = report.books().stream()
                .collect(Collectors.toMap(book -> book.instrument().symbol(), book -> book));
        expected.properties().forEach(entry -> {
            BookReport.Book book = books.get(entry.getKey());
            JsonNode told = entry.getValue();
            String where = name + " " + entry.getKey();
            assertThat(book).as(where).isNotNull();
            assertThat(sha256(book)).as(where).isEqualTo(told.get("sha256").asText());
            assertThat(book.bids()).as(where).hasSize(told.get("yesLevels").asInt());
            assertThat(book.asks()).as(where).hasSize(told.get("noLevels").asInt());
            best(where, book.bids(), told.get("bestYesBid"));
            best(where, book.asks(), told.get("bestYesAsk"));
            assertThat(book.health() != BookHealth.State.LIVE && book.health() != BookHealth.State.CROSSED)
                    .as(where + " " + book.health())
                    .isEqualTo(told.path("stale").asBoolean());
        });
        return expected.size();
    }

    private static void best(String where, List<BookReport.Level> side, JsonNode told) {
        if (told.isNull()) {
            assertThat(side).as(where).isEmpty();
        } else {
            assertThat(side.get(0))
                    .as(where)
                    .isEqualTo(new BookReport.Level(
                            Micros.parse(told.get(0).asText()),
                            Micros.parse(told.get(1).asText())));
        }
    }

    /** As the vectors have it: YES bids, then NO bids, each by rising price of its own leg. */
    private static String sha256(BookReport.Book book) {
        StringBuilder text = new StringBuilder();
        List<BookReport.Level> rising = new ArrayList<>(book.bids());
        Collections.reverse(rising);
        rising.forEach(level -> line(text, "yes", level.priceMicros(), level.qtyMicros()));
        List<BookReport.Level> falling = new ArrayList<>(book.asks());
        Collections.reverse(falling);
        falling.forEach(level -> line(text, "no", Micros.ONE - level.priceMicros(), level.qtyMicros()));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void line(StringBuilder text, String side, long priceMicros, long qtyMicros) {
        text.append(side)
                .append(' ')
                .append(BigDecimal.valueOf(priceMicros, 6).setScale(4))
                .append(' ')
                .append(BigDecimal.valueOf(qtyMicros, 6).setScale(2))
                .append('\n');
    }
}
