package io.parallax.engine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookEvents.Change;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Production recordings as events into slots; the books at the end must hash to what was published with them. */
final class KalshiRecordingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 60;

    private final Map<String, BookSlot> slots = new TreeMap<>();
    private final BookEvents events = new BookEvents();
    private long becameLocked;

    @Test
    void shouldEndOnThePublishedHashesOfEveryRecording() throws IOException {
        Path venue = Path.of(System.getProperty("parallax.root"), "../shared/venues/kalshi");
        Path vectors = venue.resolve("vectors/orderbook_recordings.json");
        assumeTrue(Files.isRegularFile(vectors), "no venue recordings beside the repository");
        int books = 0;
        long locks = 0;
        for (JsonNode recording : JSON.readTree(vectors.toFile()).get("recordings")) {
            slots.clear();
            becameLocked = 0;
            replay(
                    venue.resolve(recording.get("recording").asText()),
                    recording.get("useYesPrice").asBoolean());
            JsonNode expected = recording.get("final").get("books");
            for (Map.Entry<String, JsonNode> book : expected.properties()) {
                BookSlot slot = slots.get(book.getKey());
                assertThat(sha256(slot.book()))
                        .as(recording.get("recording") + " " + book.getKey())
                        .isEqualTo(book.getValue().get("sha256").asText());
                assertThat(slot.isLive()).isTrue();
                assertThat(slot.faults()).isZero();
                books++;
            }
            locks += becameLocked;
        }
        assertThat(books).isGreaterThan(10);
        assertThat(locks).as("books locked for one message").isGreaterThan(0);
    }

    private void replay(Path file, boolean noSideInYesPrice) throws IOException {
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode frame = JSON.readTree(line).path("frame");
                switch (frame.path("type").asText()) {
                    case "orderbook_snapshot" -> snapshot(frame.get("msg"), noSideInYesPrice);
                    case "orderbook_delta" -> delta(frame.get("msg"), noSideInYesPrice);
                    default -> {
                        // Not about a book.
                    }
                }
            }
        }
    }

    private void snapshot(JsonNode msg, boolean noSideInYesPrice) {
        List<Change> levels = new ArrayList<>();
        for (JsonNode level : msg.path("yes_dollars_fp")) {
            levels.add(BookEvents.bid(micros(level.get(0)), micros(level.get(1))));
        }
        for (JsonNode level : msg.path("no_dollars_fp")) {
            levels.add(BookEvents.ask(askPrice(level.get(0), noSideInYesPrice), micros(level.get(1))));
        }
        BookSlot slot = slot(msg);
        int from = 0;
        do {
            int to = Math.min(levels.size(), from + CHUNK);
            int flags = (from == 0 ? BookEvents.BEGIN : 0) | (to == levels.size() ? BookEvents.END : 0);
            events.snapshot(slot, flags, levels.subList(from, to).toArray(new Change[0]));
            from = to;
        } while (from < levels.size());
    }

    private void delta(JsonNode msg, boolean noSideInYesPrice) {
        long qty = micros(msg.get("delta_fp"));
        Change change = msg.get("side").asText().equals("yes")
                ? BookEvents.addBid(micros(msg.get("price_dollars")), qty)
                : BookEvents.addAsk(askPrice(msg.get("price_dollars"), noSideInYesPrice), qty);
        BookSlot slot = slot(msg);
        boolean wasLive = slot.isLive();
        events.update(slot, BookEvents.WHOLE, change);
        if (wasLive && slot.health() == BookHealth.State.CROSSED) {
            assertThat(slot.book().bestBidMicros()).isEqualTo(slot.book().bestAskMicros());
            becameLocked++;
        }
    }

    private BookSlot slot(JsonNode msg) {
        return slots.computeIfAbsent(msg.get("market_ticker").asText(), ticker -> new BookSlot(Grids.CENTI_CENT));
    }

    private static long askPrice(JsonNode price, boolean inYesPrice) {
        return inYesPrice ? micros(price) : Micros.ONE - micros(price);
    }

    private static long micros(JsonNode number) {
        return Micros.parse(number.asText());
    }

    /** The published form: yes bids, then no bids at their own price, each side ascending. */
    private static String sha256(OrderBook book) {
        StringBuilder text = new StringBuilder();
        appendAscending(text, book, BookSide.BID, "yes");
        appendAscending(text, book, BookSide.ASK, "no");
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void appendAscending(StringBuilder text, OrderBook book, BookSide side, String name) {
        List<String> bestFirst = new ArrayList<>();
        for (int index = book.bestIndex(side); index >= 0; index = book.nextIndex(side, index)) {
            long yesPrice = book.priceMicros(index);
            long ownPrice = side == BookSide.BID ? yesPrice : Micros.ONE - yesPrice;
            bestFirst.add(name + " " + decimal(ownPrice, 4) + " " + decimal(book.qtyMicros(side, index), 2) + "\n");
        }
        for (int i = bestFirst.size() - 1; i >= 0; i--) {
            text.append(bestFirst.get(i));
        }
    }

    private static String decimal(long micros, int places) {
        return BigDecimal.valueOf(micros, 6).setScale(places).toPlainString();
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }
}
