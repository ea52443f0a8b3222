package io.parallax.app.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.app.capture.CaptureFrame;
import io.parallax.app.capture.CaptureHeader;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.app.capture.CaptureReader;
import io.parallax.app.capture.CaptureVisitor;
import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which markets a recording is about: those its instrument lines name, or those that its frames speak of, in order of
 * appearance. The first token that a Polymarket market is seen with then counts as its YES.
 */
final class RecordedMarkets implements CaptureVisitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TICKER = "[A-Za-z0-9._-]{1,100}";
    private static final String CONDITION = "0x[0-9a-f]{64}";
    private static final String TOKEN = "[1-9][0-9]{0,77}";
    private static final Set<String> KALSHI_TYPES = Set.of("orderbook_snapshot", "orderbook_delta", "ticker", "trade");
    private static final Set<String> POLYMARKET_BOOK_TYPES = Set.of("book", "price_change");
    private static final Set<String> POLYMARKET_OTHER_TYPES =
            Set.of("tick_size_change", "last_trade_price", "best_bid_ask");

    private final Path file;
    private final Venue venue;
    private final List<CaptureInstrument> told = new ArrayList<>();
    private final Set<String> tickers = new LinkedHashSet<>();
    private final Map<String, Set<String>> tokens = new LinkedHashMap<>();
    private final Map<String, Set<String>> otherTokens = new LinkedHashMap<>();
    private boolean ours;
    private boolean yesPrices;

    private RecordedMarkets(Path file, Venue venue) {
        this.file = file;
        this.venue = venue;
    }

    /**
     * Looks through a recording.
     *
     * @throws UnusableRecording when it is of the other venue
     * @throws IOException when it cannot be read
     */
    static RecordedMarkets of(Path file, Venue venue) throws IOException {
        RecordedMarkets markets = new RecordedMarkets(file, venue);
        CaptureReader.read(file, markets);
        boolean kalshi = venue == Venue.KALSHI;
        if ((kalshi ? markets.tickers.isEmpty() : markets.tokens.isEmpty())
                && !(kalshi ? markets.tokens.isEmpty() : markets.tickers.isEmpty())) {
            throw markets.otherVenue(kalshi ? Venue.POLYMARKET : Venue.KALSHI);
        }
        return markets;
    }

    private UnusableRecording otherVenue(Venue its) {
        return new UnusableRecording(file + ": a recording of " + its.name().toLowerCase(Locale.ROOT) + ", not of "
                + venue.name().toLowerCase(Locale.ROOT) + "; give --venue "
                + its.name().toLowerCase(Locale.ROOT));
    }

    /** Whether the socket was asked for NO levels in YES price, as far as the recording shows. */
    boolean yesPrices() {
        return yesPrices;
    }

    List<CaptureInstrument> instruments() {
        if (ours) {
            return told;
        }
        List<CaptureInstrument> found = new ArrayList<>();
        if (venue == Venue.KALSHI) {
            tickers.forEach(ticker -> found.add(instrument(found.size(), ticker, "", "")));
            return found;
        }
        otherTokens.forEach((condition, its) -> tokens.computeIfAbsent(condition, unseen -> new LinkedHashSet<>())
                .addAll(its));
        tokens.forEach((condition, its) -> {
            List<String> both = List.copyOf(its);
            found.add(instrument(found.size(), condition, both.get(0), both.size() > 1 ? both.get(1) : ""));
        });
        return found;
    }

    private static CaptureInstrument instrument(int id, String symbol, String yesToken, String noToken) {
        return new CaptureInstrument(id, symbol, "", yesToken, noToken, List.of(), 0, null);
    }

    @Override
    public void onHeader(CaptureHeader header) {
        ours = true;
        if (header.venue() != venue) {
            throw otherVenue(header.venue());
        }
    }

    @Override
    public void onInstrument(CaptureInstrument instrument) {
        told.add(instrument);
    }

    @Override
    public void onYesPrices(boolean asked) {
        yesPrices = asked;
    }

    @Override
    public boolean onFrame(CaptureFrame frame) {
        if (ours) {
            return false; // instrument lines stand before the first frame
        }
        String text = new String(frame.bytes(), StandardCharsets.UTF_8).strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                see(JSON.readTree(text));
            } catch (JsonProcessingException e) {
                return true; // the decoder counts it
            }
        }
        return true;
    }

    private void see(JsonNode frame) {
        if (frame.isArray()) {
            frame.forEach(this::see);
        } else if (KALSHI_TYPES.contains(frame.path("type").asText())) {
            String ticker = frame.at("/msg/market_ticker").asText();
            if (ticker.matches(TICKER)) {
                tickers.add(ticker);
            }
        } else if (frame.path("market").asText().matches(CONDITION)) {
            seePolymarket(frame);
        }
    }

    private void seePolymarket(JsonNode frame) {
        String type = frame.path("event_type").asText();
        boolean untyped = !frame.has("event_type");
        boolean book = POLYMARKET_BOOK_TYPES.contains(type)
                || untyped && (frame.has("bids") || frame.has("price_changes") || frame.has("changes"));
        if (book) {
            note(tokens, frame, frame);
            frame.path("price_changes").forEach(change -> note(tokens, frame, change));
            frame.path("changes").forEach(change -> note(tokens, frame, change));
        } else if (POLYMARKET_OTHER_TYPES.contains(type)) {
            note(otherTokens, frame, frame);
        }
    }

    private static void note(Map<String, Set<String>> seen, JsonNode frame, JsonNode named) {
        String token = named.path("asset_id").asText();
        if (token.matches(TOKEN)) {
            seen.computeIfAbsent(frame.get("market").asText(), unseen -> new LinkedHashSet<>())
                    .add(token);
        }
    }
}
