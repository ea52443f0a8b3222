package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An independent client of the market channel: keeps both tokens' books from the frames alone, recomputes every hash
 * with Jackson and checks that the books mirror each other. It learns a trade's price only from the frame that carries
 * it, so hashes of books after a trade are checked when that arrives.
 */
final class FollowedBooks {
    private static final class Book {
        final TreeMap<BigDecimal, String> bids = new TreeMap<>();
        final TreeMap<BigDecimal, String> asks = new TreeMap<>(Comparator.reverseOrder());
        String timestamp;
        String hash;
    }

    private final String first;
    private final Map<String, Book> books = new HashMap<>();
    private String tickSize = "";
    private String lastTradePrice = "";
    private int hashesVerified;

    FollowedBooks(String firstToken) {
        first = firstToken;
    }

    int hashesVerified() {
        return hashesVerified;
    }

    /** Takes frames up to a moment when nothing is under way, then checks everything. */
    void takeAll(List<String> frames) throws Exception {
        for (int i = 0; i < frames.size(); i++) {
            assertSpacing(frames.get(i));
            JsonNode frame = VenueFixture.JSON.readTree(frames.get(i));
            if (frame.isArray()) {
                frame.forEach(this::snapshot);
                frame.forEach(book -> verify(book.get("asset_id").asText()));
            } else {
                apply(frame);
                if (!sameEvent(frame, i + 1 < frames.size() ? VenueFixture.JSON.readTree(frames.get(i + 1)) : null)) {
                    verifyAfter(frame);
                }
            }
        }
        assertMirrored();
    }

    private static void assertSpacing(String frame) {
        if (frame.startsWith("[")) {
            assertThat(frame).endsWith("]\n").doesNotContain(", ");
        } else {
            assertThat(frame).doesNotContain("\": ").doesNotContain("\",\"").endsWith("}");
        }
    }

    /** Frames of one event share the hash of the state after it: only the last can be checked. */
    private static boolean sameEvent(JsonNode frame, JsonNode next) {
        return next != null
                && frame.has("price_changes")
                && next.has("price_changes")
                && frame.get("timestamp").equals(next.get("timestamp"))
                && hashes(frame).equals(hashes(next));
    }

    private static Map<String, String> hashes(JsonNode frame) {
        Map<String, String> hashes = new HashMap<>();
        frame.get("price_changes")
                .forEach(change -> hashes.put(
                        change.get("asset_id").asText(), change.get("hash").asText()));
        return hashes;
    }

    private void apply(JsonNode frame) {
        switch (frame.get("event_type").asText()) {
            case "book" -> snapshot(frame);
            case "price_change" -> {
                assertThat(frame.get("price_changes")).hasSize(2);
                frame.get("price_changes").forEach(change -> change(frame, change));
            }
            case "last_trade_price" -> {
                BigDecimal price = new BigDecimal(frame.get("price").asText());
                BigDecimal inFirst =
                        frame.get("asset_id").asText().equals(first) ? price : BigDecimal.ONE.subtract(price);
                lastTradePrice = inFirst.setScale(3).toPlainString();
            }
            case "tick_size_change" -> tickSize = frame.get("new_tick_size").asText();
            default -> throw new AssertionError("unexpected " + frame);
        }
    }

    private void snapshot(JsonNode frame) {
        Book book = new Book();
        frame.get("bids")
                .forEach(level -> book.bids.put(price(level), level.get("size").asText()));
        frame.get("asks")
                .forEach(level -> book.asks.put(price(level), level.get("size").asText()));
        assertThat(new ArrayList<>(book.bids.keySet())).isEqualTo(prices(frame.get("bids")));
        assertThat(new ArrayList<>(book.asks.keySet())).isEqualTo(prices(frame.get("asks")));
        book.timestamp = frame.get("timestamp").asText();
        book.hash = frame.get("hash").asText();
        books.put(frame.get("asset_id").asText(), book);
        if (frame.has("tick_size")) {
            tickSize = frame.get("tick_size").asText();
            lastTradePrice = frame.get("last_trade_price").asText();
        }
    }

    private void change(JsonNode frame, JsonNode change) {
        Book book = books.get(change.get("asset_id").asText());
        TreeMap<BigDecimal, String> side = change.get("side").asText().equals("BUY") ? book.bids : book.asks;
        if (change.get("size").asText().equals("0")) {
            side.remove(price(change));
        } else {
            side.put(price(change), change.get("size").asText());
        }
        book.timestamp = frame.get("timestamp").asText();
        book.hash = change.get("hash").asText();
    }

    private void verifyAfter(JsonNode frame) {
        if (frame.has("price_changes")) {
            frame.get("price_changes").forEach(change -> {
                String token = change.get("asset_id").asText();
                verify(token);
                Book book = books.get(token);
                assertThat(change.get("best_bid").asText())
                        .isEqualTo(book.bids.isEmpty() ? "0" : text(book.bids.lastKey()));
                assertThat(change.get("best_ask").asText())
                        .isEqualTo(book.asks.isEmpty() ? "1" : text(book.asks.lastKey()));
            });
        } else if (frame.get("event_type").asText().equals("last_trade_price")) {
            books.keySet().forEach(this::verify);
        }
    }

    private void verify(String token) {
        Book book = books.get(token);
        ObjectNode preimage = VenueFixture.JSON.createObjectNode();
        preimage.put("market", VenueFixture.CONDITION);
        preimage.put("asset_id", token);
        preimage.put("timestamp", book.timestamp);
        preimage.put("hash", "");
        levels(preimage.putArray("bids"), book.bids);
        levels(preimage.putArray("asks"), book.asks);
        preimage.put("min_order_size", "5").put("tick_size", tickSize).put("neg_risk", false);
        preimage.put("last_trade_price", lastTradePrice);
        assertThat(sha1(preimage.toString())).as(preimage.toString()).isEqualTo(book.hash);
        hashesVerified++;
    }

    private void assertMirrored() {
        List<Book> both = new ArrayList<>(books.values());
        assertThat(both).hasSize(2);
        assertThat(mirrored(both.get(0).bids)).isEqualTo(new HashMap<>(both.get(1).asks));
        assertThat(mirrored(both.get(0).asks)).isEqualTo(new HashMap<>(both.get(1).bids));
    }

    private static Map<BigDecimal, String> mirrored(Map<BigDecimal, String> side) {
        Map<BigDecimal, String> result = new HashMap<>();
        side.forEach((price, size) -> result.put(BigDecimal.ONE.subtract(price).stripTrailingZeros(), size));
        return result;
    }

    private static void levels(ArrayNode out, Map<BigDecimal, String> side) {
        side.forEach((price, size) -> out.addObject().put("price", text(price)).put("size", size));
    }

    private static BigDecimal price(JsonNode level) {
        return new BigDecimal(level.get("price").asText()).stripTrailingZeros();
    }

    private static List<BigDecimal> prices(JsonNode levels) {
        List<BigDecimal> prices = new ArrayList<>();
        levels.forEach(level -> prices.add(price(level)));
        return prices;
    }

    private static String text(BigDecimal price) {
        return price.stripTrailingZeros().toPlainString();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes("UTF-8")));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
