package io.parallax.gateway.polymarket.market;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The same frames read the slow way: Jackson trees, decimals, every entry applied and mirrored, nothing left out. */
final class ReferenceBooks {
    private final Map<String, Integer> instruments = new HashMap<>();
    private final Map<String, Boolean> seconds = new HashMap<>();
    final Map<Integer, TreeMap<Long, Long>> bids = new HashMap<>();
    final Map<Integer, TreeMap<Long, Long>> asks = new HashMap<>();

    ReferenceBooks(List<PolymarketMarket> markets) {
        for (PolymarketMarket market : markets) {
            instruments.put(market.yesTokenId(), market.instrumentId());
            instruments.put(market.noTokenId(), market.instrumentId());
            seconds.put(market.yesTokenId(), false);
            seconds.put(market.noTokenId(), true);
            bids.put(market.instrumentId(), new TreeMap<>(Comparator.reverseOrder()));
            asks.put(market.instrumentId(), new TreeMap<>());
        }
    }

    void apply(JsonNode frame) {
        if (frame.isArray()) {
            frame.forEach(this::apply);
        } else if (frame.has("bids")
                && instruments.containsKey(frame.path("asset_id").asText())) {
            String token = frame.path("asset_id").asText();
            bids.get(instruments.get(token)).clear();
            asks.get(instruments.get(token)).clear();
            frame.path("bids").forEach(level -> set(token, "BUY", level));
            frame.path("asks").forEach(level -> set(token, "SELL", level));
        } else if (frame.has("price_changes")) {
            frame.path("price_changes")
                    .forEach(change -> set(
                            change.path("asset_id").asText(),
                            change.path("side").asText(),
                            change));
        } else if (frame.has("changes")) {
            frame.path("changes")
                    .forEach(change -> set(
                            frame.path("asset_id").asText(), change.path("side").asText(), change));
        } else if (frame.path("event_type").asText().equals("price_change")) {
            set(frame.path("asset_id").asText(), frame.path("side").asText(), frame);
        }
    }

    private void set(String token, String side, JsonNode level) {
        Integer instrument = instruments.get(token);
        if (instrument == null) {
            return;
        }
        boolean second = seconds.get(token);
        BigDecimal price = new BigDecimal(level.path("price").asText());
        boolean bid = side.toUpperCase(Locale.ROOT).equals("BUY") != second;
        TreeMap<Long, Long> book = (bid ? bids : asks).get(instrument);
        long priceMicros = micros(second ? BigDecimal.ONE.subtract(price) : price);
        long qtyMicros = micros(new BigDecimal(level.path("size").asText()));
        if (qtyMicros == 0) {
            book.remove(priceMicros);
        } else {
            book.put(priceMicros, qtyMicros);
        }
    }

    static long micros(BigDecimal value) {
        return value.movePointRight(6).longValueExact();
    }
}
