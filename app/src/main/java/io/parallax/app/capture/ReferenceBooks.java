package io.parallax.app.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Books of a recording, rebuilt from the trees of its frames. Of a line that was doubled the first copy is read. */
public final class ReferenceBooks {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final boolean fromSnapshots;
    private final Map<CapturedMarket, ReferenceBook> books = new LinkedHashMap<>();
    private final Map<String, CapturedMarket> bySymbol = new LinkedHashMap<>();
    private final Set<String> whole = new HashSet<>();
    private final Map<String, Integer> sidOf = new HashMap<>();
    private final Map<Integer, Long> sequences = new HashMap<>();
    private final Map<String, Long> ticks = new HashMap<>();
    private boolean noSideInYesPrice;
    private long frames;

    private ReferenceBooks(boolean fromSnapshots) {
        this.fromSnapshots = fromSnapshots;
    }

    /**
     * The books at the end, each of which began empty, as those of a venue do that plays the recording from its start.
     *
     * @throws IOException when the file is no recording or a frame makes no sense
     */
    public static ReferenceBooks read(Path file) throws IOException {
        return new ReferenceBooks(false).readUpTo(file, Long.MAX_VALUE, Optional.empty());
    }

    /**
     * The books after some frames, as a client may know them who only has the recording: a book begins with its first
     * snapshot, and is left as it was by a gap of the sequence, or emptied by a new tick, until its next one.
     *
     * @param yesPrices Kalshi's {@code use_yes_price}; empty = what the recording shows
     * @throws IOException when the file is no recording or a frame makes no sense
     */
    public static ReferenceBooks readFromSnapshots(Path file, long frames, Optional<Boolean> yesPrices)
            throws IOException {
        return new ReferenceBooks(true).readUpTo(file, frames, yesPrices);
    }

    private ReferenceBooks readUpTo(Path file, long most, Optional<Boolean> yesPrices) throws IOException {
        noSideInYesPrice = yesPrices.orElse(false);
        CaptureReader.read(file, new CaptureVisitor() {
            @Override
            public void onYesPrices(boolean told) {
                noSideInYesPrice = yesPrices.orElse(told);
            }

            @Override
            public void onInstrument(CaptureInstrument instrument) {
                Venue venue = instrument.yesToken().isEmpty() ? Venue.KALSHI : Venue.POLYMARKET;
                book(venue, instrument.symbol(), instrument.yesToken());
            }

            @Override
            public void onConnected(long receivedNs, int line, int epoch) {
                whole.clear();
                sequences.clear();
            }

            @Override
            public boolean onFrame(CaptureFrame frame) {
                if (frame.number() > most) {
                    return false;
                }
                frames++;
                if (frame.line() % 2 == 0) {
                    read(frame);
                }
                return true;
            }
        });
        return this;
    }

    private void read(CaptureFrame frame) {
        String text = new String(frame.bytes(), StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return;
        }
        try {
            frame(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new NotALine("the frame is not JSON: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new NotALine("the frame is of neither venue: " + e.getMessage(), e);
        }
    }

    /** Markets and their books, in order of appearance. */
    public Map<CapturedMarket, ReferenceBook> books() {
        return Collections.unmodifiableMap(books);
    }

    /** Whether the book is that of the venue, by what the recording shows. */
    public boolean isWhole(CapturedMarket market) {
        return whole.contains(market.symbol());
    }

    /** Frames that the venue sent. */
    public long frames() {
        return frames;
    }

    private void frame(JsonNode frame) {
        if (frame.isArray()) {
            frame.forEach(this::frame);
            return;
        }
        if (frame.has("sid")
                && frame.has("seq")
                && !isNext(frame.get("sid").asInt(), frame.get("seq").asLong())) {
            return;
        }
        switch (frame.path("type").asText()) {
            case "orderbook_snapshot" -> kalshiSnapshot(frame.path("sid").asInt(), frame.get("msg"));
            case "orderbook_delta" -> kalshiDelta(frame.path("sid").asInt(), frame.get("msg"));
            default -> polymarket(frame);
        }
    }

    /** False for a number seen before. A number left out voids every book of the sid. */
    private boolean isNext(int sid, long sequence) {
        long last = sequences.getOrDefault(sid, 0L);
        if (fromSnapshots && sequence <= last) {
            return false;
        }
        sequences.put(sid, sequence);
        if (sequence != last + 1) {
            whole.removeIf(symbol -> sidOf.getOrDefault(symbol, -1) == sid);
        }
        return true;
    }

    private void polymarket(JsonNode frame) {
        if (!frame.has("market") || frame.path("market").asText().isEmpty()) {
            return;
        }
        switch (frame.path("event_type").asText()) {
            case "book" -> polymarketBook(frame);
            case "price_change", "" -> {
                if (frame.has("price_changes") || frame.has("changes")) {
                    JsonNode changes = frame.has("changes") ? frame.get("changes") : frame.get("price_changes");
                    changes.forEach(change -> polymarketChange(frame, change));
                } else if (frame.has("bids") && frame.has("asks")) {
                    polymarketBook(frame);
                } else if (frame.path("event_type").asText().equals("price_change")) {
                    polymarketChange(frame, frame);
                }
            }
            case "tick_size_change" -> tick(frame.get("market").asText(), frame.get("new_tick_size"));
            default -> {
                // No other message says anything of a book.
            }
        }
    }

    private void kalshiSnapshot(int sid, JsonNode msg) {
        ReferenceBook book = kalshi(msg);
        String ticker = msg.get("market_ticker").asText();
        whole.add(ticker);
        sidOf.put(ticker, sid);
        book.clear();
        msg.path("yes_dollars_fp").forEach(level -> book.set(true, micros(level.get(0)), micros(level.get(1))));
        msg.path("no_dollars_fp").forEach(level -> book.set(false, askOf(level.get(0)), micros(level.get(1))));
    }

    private void kalshiDelta(int sid, JsonNode msg) {
        boolean yes = "yes".equals(msg.get("side").asText());
        JsonNode price = msg.get("price_dollars");
        ReferenceBook book = kalshi(msg);
        sidOf.put(msg.get("market_ticker").asText(), sid);
        if (isOpen(msg.get("market_ticker").asText())) {
            book.add(yes, yes ? micros(price) : askOf(price), micros(msg.get("delta_fp")));
        }
    }

    private boolean isOpen(String symbol) {
        return !fromSnapshots || whole.contains(symbol);
    }

    private long askOf(JsonNode noPrice) {
        return noSideInYesPrice ? micros(noPrice) : Micros.ONE - micros(noPrice);
    }

    private ReferenceBook kalshi(JsonNode msg) {
        return book(Venue.KALSHI, msg.get("market_ticker").asText(), "");
    }

    private void polymarketBook(JsonNode frame) {
        String token = frame.get("asset_id").asText();
        String symbol = frame.get("market").asText();
        ReferenceBook book = book(Venue.POLYMARKET, symbol, token);
        if (frame.has("tick_size")) {
            tick(symbol, frame.get("tick_size"));
        }
        whole.add(symbol);
        boolean mirrored = isMirror(frame, token);
        book.clear();
        for (String key : new String[] {"bids", "asks"}) {
            boolean bid = "bids".equals(key) != mirrored;
            frame.get(key).forEach(level -> book.set(bid, price(level, mirrored), micros(level.get("size"))));
        }
    }

    private void tick(String symbol, JsonNode tick) {
        long tickMicros = micros(tick);
        Long before = ticks.put(symbol, tickMicros);
        CapturedMarket market = bySymbol.get(symbol);
        if (fromSnapshots && market != null && (before == null || before != tickMicros)) {
            books.get(market).clear();
            whole.remove(symbol);
        }
    }

    private void polymarketChange(JsonNode frame, JsonNode change) {
        String token = (change.has("asset_id") ? change : frame).get("asset_id").asText();
        String symbol = frame.get("market").asText();
        ReferenceBook book = book(Venue.POLYMARKET, symbol, token);
        if (isOpen(symbol)) {
            boolean mirrored = isMirror(frame, token);
            boolean bid = "BUY".equals(change.get("side").asText().toUpperCase(Locale.ROOT)) != mirrored;
            book.set(bid, price(change, mirrored), micros(change.get("size")));
        }
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
