package io.parallax.sim.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.DemoPairs;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.venue.Venue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a recording holds: its markets, with listings made up from what the frames tell, and how long it is. The first
 * token that a Polymarket market is seen with counts as its YES.
 */
public final class Capture {
    private static final long CLOSE_NS = Instant.parse("2030-12-31T23:59:00Z").getEpochSecond() * 1_000_000_000L;

    private static final int POSITION_LOW_BITS = 40;

    private final Path file;
    private final List<KalshiListing> kalshi = new ArrayList<>();
    private final List<PolymarketListing> polymarket = new ArrayList<>();
    private long frameCount;
    private long firstNs = -1;
    private long lastNs;

    private Capture(Path file) {
        this.file = file;
    }

    /**
     * Reads a recording through once.
     *
     * @throws UnplayableCapture when the file cannot be read or a line is no recorded frame
     */
    public static Capture scan(Path file) {
        Capture capture = new Capture(file);
        Map<String, Seen> kalshi = new LinkedHashMap<>();
        Map<String, Seen> polymarket = new LinkedHashMap<>();
        try (CaptureReader reader = new CaptureReader(file)) {
            for (CaptureFrame frame = reader.next(); frame != null; frame = reader.next()) {
                capture.frameCount++;
                capture.firstNs = capture.firstNs < 0 ? frame.atNs() : capture.firstNs;
                capture.lastNs = frame.atNs();
                try {
                    see(frame, kalshi, polymarket);
                } catch (RuntimeException e) {
                    throw reader.notAFrame(e);
                }
            }
        }
        try {
            kalshi.forEach((ticker, seen) -> capture.kalshi.add(seen.kalshi(ticker)));
            polymarket.forEach((id, seen) -> capture.polymarket.add(seen.polymarket(id)));
        } catch (RuntimeException e) {
            throw new UnplayableCapture("capture " + file + " names no usable market: " + e.getMessage(), e);
        }
        if (capture.kalshi.isEmpty() && capture.polymarket.isEmpty()) {
            throw new UnplayableCapture("capture " + file + " holds no market data frame of either venue", null);
        }
        return capture;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Kalshi markets in it, in order of appearance. */
    public List<KalshiListing> kalshi() {
        return List.copyOf(kalshi);
    }

    /** Polymarket markets in it, in order of appearance. */
    public List<PolymarketListing> polymarket() {
        return List.copyOf(polymarket);
    }

    /** Server frames in it. */
    public long frameCount() {
        return frameCount;
    }

    /** From the first frame to the last. */
    public long durationNs() {
        return frameCount == 0 ? 0 : lastNs - firstNs;
    }

    long firstNs() {
        return firstNs;
    }

    private static void see(CaptureFrame frame, Map<String, Seen> kalshi, Map<String, Seen> polymarket) {
        if (frame.venue() == Venue.KALSHI) {
            seeKalshi(frame.json().get("msg"), kalshi);
        } else {
            PolymarketPayload.events(frame.json()).forEach(event -> seePolymarket(event, polymarket));
        }
    }

    private static void seeKalshi(JsonNode msg, Map<String, Seen> markets) {
        Seen seen = markets.computeIfAbsent(msg.get("market_ticker").asText(), key -> new Seen());
        if (msg.hasNonNull("market_id")) {
            seen.marketId = msg.get("market_id").asText();
        }
        msg.path("yes_dollars_fp").forEach(level -> seen.price(level.get(0).asText()));
        msg.path("no_dollars_fp").forEach(level -> seen.price(level.get(0).asText()));
        if (msg.has("delta_fp")) {
            seen.price(msg.get("price_dollars").asText());
        }
    }

    private static void seePolymarket(JsonNode event, Map<String, Seen> markets) {
        if (!PolymarketPayload.isBook(event) && !PolymarketPayload.isPriceChange(event)) {
            return;
        }
        Seen seen = markets.computeIfAbsent(event.path("market").asText(), key -> new Seen());
        PolymarketPayload.levels(event, (token, bid, priceMicros, sizeMicros) -> {
            seen.tokens.add(token);
            seen.steps.add(step(priceMicros));
        });
        if (event.has("asset_id")) {
            seen.tokens.add(event.get("asset_id").asText());
        }
    }

    private static long step(long priceMicros) {
        return priceMicros % 10_000 == 0 ? 10_000 : priceMicros % 1_000 == 0 ? 1_000 : priceMicros % 100 == 0 ? 100 : 1;
    }

    /** Whether a token is a position of protocol V2: 64 reserved zero bits above the lowest 40. */
    static boolean isPosition(String tokenId) {
        return new BigInteger(tokenId).shiftRight(POSITION_LOW_BITS).longValue() == 0;
    }

    /** The other outcome of a binary condition of protocol V2; the lowest bit tells the two apart. */
    private static String otherPosition(String tokenId) {
        return new BigInteger(tokenId).flipBit(0).toString();
    }

    /** What was seen of one market. */
    private static final class Seen {
        private final Set<String> tokens = new LinkedHashSet<>();
        private final TreeSet<Long> steps = new TreeSet<>(Set.of(10_000L));
        private String marketId;

        void price(String text) {
            steps.add(step(Micros.parse(text)));
        }

        KalshiListing kalshi(String ticker) {
            long step = steps.first();
            String event = ticker.contains("-") ? ticker.substring(0, ticker.lastIndexOf('-')) : ticker;
            String structure =
                    step == 10_000 ? "linear_cent" : step == 1_000 ? "deci_cent" : "center_centi_edge_centi_cent";
            return new KalshiListing(
                    ticker,
                    event,
                    event.contains("-") ? event.substring(0, event.indexOf('-')) : event,
                    marketId != null
                            ? marketId
                            : UUID.nameUUIDFromBytes(ticker.getBytes(StandardCharsets.UTF_8))
                                    .toString(),
                    "Recorded market " + ticker,
                    ticker,
                    "Recorded market; its rules are not part of the recording.",
                    "",
                    structure,
                    List.of(TickBand.whole(step)),
                    "quadratic",
                    "1",
                    0,
                    CLOSE_NS,
                    true);
        }

        PolymarketListing polymarket(String conditionId) {
            List<String> both = new ArrayList<>(tokens);
            boolean protocolV2 = isPosition(both.get(0));
            if (both.size() == 1) {
                both.add(protocolV2 ? otherPosition(both.get(0)) : DemoPairs.tokenId(conditionId, "no"));
            }
            return new PolymarketListing(
                    conditionId,
                    both.get(0),
                    both.get(1),
                    "Yes",
                    "No",
                    "Recorded market " + conditionId,
                    "recorded-" + conditionId.substring(0, Math.min(12, conditionId.length())),
                    "Recorded market; its rules are not part of the recording.",
                    steps.first(),
                    5_000_000,
                    "0.07",
                    false,
                    protocolV2,
                    CLOSE_NS,
                    true);
        }
    }
}
