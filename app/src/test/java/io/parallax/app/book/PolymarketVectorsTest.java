package io.parallax.app.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's hash of a book, taken of the books that the command tells. */
class PolymarketVectorsTest {
    private static final String RECORDING = "ws_market_recording_2026_09_30.jsonl";

    @TempDir
    private Path directory;

    @Test
    void shouldTellTheHashedBookAfterEveryFrameOfTheReplay() throws IOException {
        JsonNode vector = Shared.vector("polymarket/vectors/book_replay_2026_09_30.json");
        Path file = Shared.file("polymarket/" + vector.get("recording").asText());
        int equal = 0;
        int venues = 0;
        for (JsonNode frame : vector.get("frames")) {
            long at = frame.get("frame").asLong() + 1;
            BookReport.Book book = RecordedBooks.read(file, Venue.POLYMARKET, at, Optional.empty())
                    .books()
                    .get(0);
            for (JsonNode asset : frame.get("assets")) {
                ObjectNode fields = vector.get("externalInputs").deepCopy();
                fields.put("market", book.instrument().symbol());
                fields.set("asset_id", asset.get("asset_id"));
                fields.set("timestamp", frame.get("timestamp"));
                assertThat(sha1(fields, book, fieldsOf(2026)))
                        .as("frame %d", at)
                        .isEqualTo(asset.get("localHash").asText());
                equal++;
                venues += asset.get("matches").asBoolean() ? 1 : 0;
            }
        }
        System.out.println(RECORDING + ": " + equal + " hashes equal, " + venues + " of them the venue's");
        assertThat(equal).isEqualTo(40);
    }

    @Test
    void shouldTellTheBookOfEveryHashVector() throws IOException {
        List<String> table = new ArrayList<>();
        for (JsonNode vector :
                Shared.vector("polymarket/vectors/orderbook_hash.json").get("vectors")) {
            String id = vector.get("id").asText();
            JsonNode input = vector.get("input");
            if (!input.get("market").asText().matches("0x[0-9a-f]{64}")) {
                table.add(id + ": left out, its market is no condition id");
                continue;
            }
            Path file = Files.writeString(directory.resolve(id + ".json"), input.toPrettyString());
            BookReport report = RecordedBooks.read(file, Venue.POLYMARKET, RecordedBooks.ALL, Optional.empty());
            assertThat(report.books()).as(id).hasSize(1);
            BookReport.Book book = report.books().get(0);
            List<String> fields = new ArrayList<>();
            vector.get("fieldsHashed").forEach(field -> fields.add(field.asText()));
            assertThat(sha1(input, book, fields))
                    .as(id)
                    .isEqualTo(vector.at("/expected/sha1Hex").asText());
            table.add(id + ": equal, " + book.bids().size() + " bids, "
                    + book.asks().size() + " asks");
        }
        RecordedBooksTest.print(table);
        assertThat(table).filteredOn(row -> row.contains("equal")).hasSize(12);
    }

    private static List<String> fieldsOf(int year) {
        List<String> fields = new ArrayList<>(List.of(
                "market", "asset_id", "timestamp", "hash", "bids", "asks", "min_order_size", "tick_size", "neg_risk"));
        if (year >= 2026) {
            fields.add("last_trade_price");
        }
        return fields;
    }

    /** Of the book's levels and the other fields as given: bids rising, asks falling, in the token's own price. */
    private static String sha1(JsonNode given, BookReport.Book book, List<String> fields) {
        ObjectNode preimage = Shared.JSON.createObjectNode();
        boolean second =
                !given.get("asset_id").asText().equals(book.instrument().yesToken());
        for (String field : fields) {
            switch (field) {
                case "hash" -> preimage.put("hash", "");
                case "bids" -> side(preimage.putArray("bids"), second ? book.asks() : book.bids(), second);
                case "asks" -> side(preimage.putArray("asks"), second ? book.bids() : book.asks(), second);
                default -> preimage.set(field, given.get(field));
            }
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest(preimage.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static void side(ArrayNode json, List<BookReport.Level> bestFirst, boolean second) {
        List<BookReport.Level> worstFirst = new ArrayList<>(bestFirst);
        Collections.reverse(worstFirst);
        for (BookReport.Level level : worstFirst) {
            long price = second ? Micros.ONE - level.priceMicros() : level.priceMicros();
            json.addObject().put("price", Micros.format(price)).put("size", Micros.format(level.qtyMicros()));
        }
    }
}
