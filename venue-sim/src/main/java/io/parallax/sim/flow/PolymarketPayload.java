package io.parallax.sim.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import java.util.List;

/** Reads recorded Polymarket payloads: one object or an array of objects, in the current shape. */
final class PolymarketPayload {
    /** One level of one token's book. */
    interface LevelReader {
        void level(String token, boolean bid, long priceMicros, long sizeMicros);
    }

    private PolymarketPayload() {}

    static Iterable<JsonNode> events(JsonNode payload) {
        return payload.isArray() ? payload : List.of(payload);
    }

    static boolean isBook(JsonNode event) {
        return event.path("event_type").asText().equals("book");
    }

    static boolean isPriceChange(JsonNode event) {
        return event.path("event_type").asText().equals("price_change");
    }

    static void levels(JsonNode event, LevelReader reader) {
        if (isBook(event)) {
            String token = event.path("asset_id").asText();
            event.path("bids").forEach(level -> level(token, true, level, reader));
            event.path("asks").forEach(level -> level(token, false, level, reader));
        } else if (isPriceChange(event)) {
            event.path("price_changes")
                    .forEach(change -> level(
                            change.path("asset_id").asText(),
                            change.path("side").asText().equalsIgnoreCase("BUY"),
                            change,
                            reader));
        }
    }

    private static void level(String token, boolean bid, JsonNode level, LevelReader reader) {
        reader.level(
                token,
                bid,
                Micros.parse(level.path("price").asText()),
                Micros.parse(level.path("size").asText()));
    }
}
