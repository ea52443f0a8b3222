package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.units.Micros;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every recorded frame, taken apart and written again by the simulator, must come out byte for byte. */
class RecordedFramesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldWriteTheFramesOfARecordingAsTheVenueDid() throws Exception {
        List<String> lines = Files.readAllLines(Vectors.existing("samples/ws_market_recording_2026_09_30.jsonl"));
        int written = 0;
        for (String line : lines) {
            String payload = JSON.readTree(line).get("payloadUtf8").asText();
            if (!payload.equals("PONG")) {
                assertThat(rewrite(JSON.readTree(payload))).isEqualTo(payload);
                written++;
            }
        }
        assertThat(written).isEqualTo(24);
    }

    @Test
    void shouldWriteTickSizeChangesAsInTheSyntheticStream() throws Exception {
        for (String line : Files.readAllLines(Vectors.existing("samples/synthetic_stream_a.jsonl"))) {
            String payload = JSON.readTree(line).get("payloadUtf8").asText();
            if (payload.contains("tick_size_change")) {
                JsonNode frame = JSON.readTree(payload);
                assertThat(MarketFrames.tickSizeChange(
                                market(frame),
                                text(frame, "asset_id"),
                                micros(frame, "old_tick_size"),
                                micros(frame, "new_tick_size"),
                                text(frame, "timestamp")))
                        .isEqualTo(payload);
            }
        }
    }

    private static String rewrite(JsonNode frame) {
        if (frame.isArray()) {
            StringBuilder out = new StringBuilder("[");
            for (JsonNode book : frame) {
                MarketFrames.snapshot(
                        out.length() > 1 ? out.append(',') : out,
                        market(book),
                        book(book),
                        text(book, "timestamp"),
                        text(book, "hash"),
                        text(book, "tick_size"),
                        text(book, "last_trade_price"));
            }
            return out.append("]\n").toString();
        }
        return switch (text(frame, "event_type")) {
            case "book" -> MarketFrames.book(market(frame), book(frame), text(frame, "timestamp"), text(frame, "hash"));
            case "price_change" ->
                MarketFrames.priceChange(
                        market(frame),
                        change(frame.get("price_changes").get(0)),
                        change(frame.get("price_changes").get(1)),
                        text(frame, "timestamp"));
            case "last_trade_price" ->
                MarketFrames.lastTradePrice(
                        market(frame),
                        text(frame, "asset_id"),
                        micros(frame, "price"),
                        micros(frame, "size"),
                        text(frame, "side").equals("BUY"),
                        text(frame, "timestamp"),
                        text(frame, "transaction_hash"));
            default -> "unexpected " + frame;
        };
    }

    private static MarketFrames.Change change(JsonNode change) {
        TokenBook tops = new TokenBook(
                text(change, "asset_id"),
                List.of(new TokenBook.Level(micros(change, "best_bid"), 1)),
                List.of(new TokenBook.Level(micros(change, "best_ask"), 1)));
        return new MarketFrames.Change(
                tops,
                text(change, "hash"),
                micros(change, "price"),
                micros(change, "size"),
                text(change, "side").equals("BUY"));
    }

    private static TokenBook book(JsonNode frame) {
        return new TokenBook(
                text(frame, "asset_id"),
                BookHashVectorsTest.levels(frame.get("bids")),
                BookHashVectorsTest.levels(frame.get("asks")));
    }

    private static PolymarketMarket market(JsonNode frame) {
        return new PolymarketMarket(
                text(frame, "market"),
                "",
                "",
                new PolymarketMarket.Outcome("1", "Up"),
                new PolymarketMarket.Outcome("2", "Down"),
                10_000,
                5_000_000,
                false,
                false,
                0,
                1,
                0,
                0);
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asText();
    }

    private static long micros(JsonNode node, String name) {
        return Micros.parse(text(node, name));
    }
}
