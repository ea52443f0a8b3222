package io.parallax.app.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The books at the end of a recording ({@code .jsonl} or {@code .jsonl.gz}). A line holds a frame as an object under
 * {@code frame}, as text under {@code payloadUtf8}, or is the frame itself.
 */
public final class ReferenceBooks {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Map<CapturedMarket, ReferenceBook> books = new LinkedHashMap<>();
    private final Map<String, CapturedMarket> bySymbol = new LinkedHashMap<>();
    private boolean noSideInYesPrice;
    private int frames;

    private ReferenceBooks() {}

    /**
     * Reads a recording to its end.
     *
     * @throws IOException when it cannot be read or a line is no JSON
     */
    public static ReferenceBooks read(Path file) throws IOException {
        ReferenceBooks books = new ReferenceBooks();
        int number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        books.line(JSON.readTree(line));
                    }
                } catch (JsonProcessingException e) {
                    throw new UncheckedIOException(e.getOriginalMessage(), e);
                }
            }
        } catch (RuntimeException e) {
            throw new IOException(file + ":" + number + ": not a recorded frame: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(
                    file + ": cannot be read after line " + number + ", is it whole? " + e.getMessage(), e);
        }
        return books;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        if (!file.toString().endsWith(".gz")) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Markets and their books, in order of appearance. */
    public Map<CapturedMarket, ReferenceBook> books() {
        return Collections.unmodifiableMap(books);
    }

    /** Frames that the venue sent. */
    public int frames() {
        return frames;
    }

    private void line(JsonNode line) throws JsonProcessingException {
        if (line.has("meta")) {
            noSideInYesPrice = line.at("/meta/sent/params/use_yes_price").asBoolean(noSideInYesPrice);
            return;
        }
        if (line.has("direction") && !"recv".equals(line.get("direction").asText())) {
            return;
        }
        if (line.has("payloadUtf8")) {
            String text = line.get("payloadUtf8").asText();
            frames++;
            if (text.startsWith("{") || text.startsWith("[")) {
                frame(JSON.readTree(text));
            }
        } else {
            frames++;
            frame(line.has("frame") ? line.get("frame") : line);
        }
    }

    private void frame(JsonNode frame) {
        if (frame.isArray()) {
            frame.forEach(this::frame);
            return;
        }
        switch (frame.path("type").asText()) {
            case "orderbook_snapshot" -> kalshiSnapshot(frame.get("msg"));
            case "orderbook_delta" -> kalshiDelta(frame.get("msg"));
            default -> polymarket(frame);
        }
    }

    private void polymarket(JsonNode frame) {
        if (frame.has("price_changes")) {
            frame.get("price_changes").forEach(change -> polymarketChange(frame, change));
        } else if ("book".equals(frame.path("event_type").asText())) {
            polymarketBook(frame);
        }
    }

    private void kalshiSnapshot(JsonNode msg) {
        ReferenceBook book = kalshi(msg);
        book.clear();
        msg.path("yes_dollars_fp").forEach(level -> book.set(true, micros(level.get(0)), micros(level.get(1))));
        msg.path("no_dollars_fp").forEach(level -> book.set(false, askOf(level.get(0)), micros(level.get(1))));
    }

    private void kalshiDelta(JsonNode msg) {
        boolean yes = "yes".equals(msg.get("side").asText());
        JsonNode price = msg.get("price_dollars");
        kalshi(msg).add(yes, yes ? micros(price) : askOf(price), micros(msg.get("delta_fp")));
    }

    private long askOf(JsonNode noPrice) {
        return noSideInYesPrice ? micros(noPrice) : Micros.ONE - micros(noPrice);
    }

    private ReferenceBook kalshi(JsonNode msg) {
        return book(Venue.KALSHI, msg.get("market_ticker").asText(), "");
    }

    private void polymarketBook(JsonNode frame) {
        String token = frame.get("asset_id").asText();
        ReferenceBook book = book(Venue.POLYMARKET, frame.get("market").asText(), token);
        boolean mirrored = isMirror(frame, token);
        book.clear();
        for (String key : new String[] {"bids", "asks"}) {
            boolean bid = "bids".equals(key) != mirrored;
            frame.get(key).forEach(level -> book.set(bid, price(level, mirrored), micros(level.get("size"))));
        }
    }

    private void polymarketChange(JsonNode frame, JsonNode change) {
        String token = change.get("asset_id").asText();
        ReferenceBook book = book(Venue.POLYMARKET, frame.get("market").asText(), token);
        boolean mirrored = isMirror(frame, token);
        boolean bid = "BUY".equals(change.get("side").asText()) != mirrored;
        book.set(bid, price(change, mirrored), micros(change.get("size")));
    }

    private boolean isMirror(JsonNode frame, String token) {
        return !bySymbol.get(frame.get("market").asText()).yesToken().equals(token);
    }

    private static long price(JsonNode level, boolean mirrored) {
        long priceMicros = micros(level.get("price"));
        return mirrored ? Micros.ONE - priceMicros : priceMicros;
    }

    private ReferenceBook book(Venue venue, String symbol, String token) {
        CapturedMarket market = bySymbol.computeIfAbsent(symbol, unseen -> new CapturedMarket(venue, symbol, token));
        return books.computeIfAbsent(market, unseen -> new ReferenceBook());
    }

    private static long micros(JsonNode amount) {
        return Micros.parse(Optional.ofNullable(amount).orElseThrow().asText());
    }
}
