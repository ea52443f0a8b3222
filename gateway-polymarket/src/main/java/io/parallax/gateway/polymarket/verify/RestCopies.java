package io.parallax.gateway.polymarket.verify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the answer of {@code POST /books}. A book whose own hash is wrong, or that is not written the way we write books,
 * is left out and counted: it proves nothing. Each reading belongs to one thread; slow, meant for a thread of its own.
 */
final class RestCopies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DECIMALS = 6;
    private static final int MAX_MARKET_LENGTH = 128;

    private final List<RestCopy> copies = new ArrayList<>();
    private int unsound;

    private RestCopies() {}

    /**
     * @param slots of the first outcomes that were asked for, by token
     * @return null when the answer is no list of books
     */
    static RestCopies read(byte[] body, Map<String, Integer> slots) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        if (!answer.isArray()) {
            return null;
        }
        RestCopies read = new RestCopies();
        for (JsonNode book : answer) {
            Integer slot = slots.get(book.path("asset_id").asText());
            if (slot != null) {
                read.add(slot, book);
            }
        }
        return read;
    }

    List<RestCopy> copies() {
        return copies;
    }

    /** Books whose hash is not that of what they say. */
    int unsound() {
        return unsound;
    }

    private void add(int slot, JsonNode book) {
        try {
            RestCopy copy = copy(slot, book);
            if (copy != null && isSound(copy, book)) {
                copies.add(copy);
                return;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            unsound++;
            return;
        }
        unsound++;
    }

    private static RestCopy copy(int slot, JsonNode book) {
        byte[] hash = book.path("hash").asText().getBytes(StandardCharsets.US_ASCII);
        if (hash.length != Preimage.HASH_LENGTH) {
            return null;
        }
        UnsafeBuffer bytes = new UnsafeBuffer(hash);
        long[] longs = new long[Preimage.HASH_LONGS];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = bytes.getLong(8 * i);
        }
        JsonNode last = book.path("last_trade_price");
        String price = last.asText();
        return new RestCopy(
                slot,
                Long.parseLong(book.path("timestamp").asText()),
                longs,
                micros(book.path("min_order_size").asText()),
                micros(book.path("tick_size").asText()),
                book.path("neg_risk").asBoolean(),
                !last.isTextual() ? LastPrice.UNKNOWN : price.isEmpty() ? LastPrice.NONE : micros(price),
                price.indexOf('.') < 0 ? 0 : price.length() - price.indexOf('.') - 1,
                book.path("version").asText().equals("v2"));
    }

    /** Whether the copy's hash is the one of its levels and the rest, written our way. */
    private static boolean isSound(RestCopy copy, JsonNode book) {
        String market = book.path("market").asText();
        if (copy.priceDecimals() > MAX_DECIMALS || market.length() > MAX_MARKET_LENGTH) {
            return false;
        }
        HashedBook levels = new HashedBook();
        for (JsonNode level : book.path("bids")) {
            if (!levels.add(true, micros(level.path("price").asText()), qty(level))) {
                return false;
            }
        }
        for (JsonNode level : book.path("asks")) {
            if (!levels.add(false, micros(level.path("price").asText()), qty(level))) {
                return false;
            }
        }
        Preimage preimage = new Preimage();
        byte[] beginning = Preimage.beginning(market, book.path("asset_id").asText());
        levels.write(preimage, beginning, copy.timestampMs(), false);
        preimage.end(copy);
        return preimage.matches(copy.hash(), 0);
    }

    private static long qty(JsonNode level) {
        return micros(level.path("size").asText());
    }

    private static long micros(String decimal) {
        return new BigDecimal(decimal).movePointRight(MAX_DECIMALS).longValueExact();
    }
}
