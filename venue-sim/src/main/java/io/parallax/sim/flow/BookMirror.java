package io.parallax.sim.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the core's books of recorded markets equal to the recording, so that orders can trade with them. */
final class BookMirror {
    private final Exchange kalshi;
    private final Exchange polymarket;
    private final Map<String, String> yesTokens = new HashMap<>();
    private final Map<String, Map<Long, Long>> kalshiTotals = new HashMap<>();

    BookMirror(Exchange kalshi, Exchange polymarket, Capture capture) {
        this.kalshi = kalshi;
        this.polymarket = polymarket;
        capture.polymarket().forEach(listing -> yesTokens.put(listing.conditionId(), listing.yesTokenId()));
    }

    /** @return core ids of the markets the frame speaks of */
    List<String> apply(CaptureFrame frame, long timestampNs) {
        return switch (frame.venue()) {
            case KALSHI -> List.of(applyKalshi(frame.json(), timestampNs));
            case POLYMARKET -> applyPolymarket(frame.json(), timestampNs);
        };
    }

    private String applyKalshi(JsonNode frame, long timestampNs) {
        JsonNode msg = frame.get("msg");
        String ticker = msg.get("market_ticker").asText();
        Market market = kalshi.market(ticker);
        String type = frame.get("type").asText();
        if (type.equals("orderbook_snapshot")) {
            kalshi.mirrorClear(market, timestampNs);
            for (BookSide side : BookSide.values()) {
                Map<Long, Long> totals = totals(ticker, side);
                totals.clear();
                for (JsonNode level : msg.path(side == BookSide.BID ? "yes_dollars_fp" : "no_dollars_fp")) {
                    add(market, side, level.get(0).asText(), level.get(1).asText(), timestampNs);
                }
            }
        } else if (type.equals("orderbook_delta")) {
            BookSide side = msg.get("side").asText().equals("yes") ? BookSide.BID : BookSide.ASK;
            add(
                    market,
                    side,
                    msg.get("price_dollars").asText(),
                    msg.get("delta_fp").asText(),
                    timestampNs);
        }
        return ticker;
    }

    private void add(Market market, BookSide side, String ownPrice, String delta, long timestampNs) {
        long own = Micros.parse(ownPrice);
        long price = side == BookSide.BID ? own : Micros.ONE - own;
        long total = totals(market.id(), side).merge(price, Micros.parse(delta), Math::addExact);
        kalshi.mirrorLevel(market, side, price, Math.max(0, total), timestampNs);
    }

    private Map<Long, Long> totals(String ticker, BookSide side) {
        return kalshiTotals.computeIfAbsent(side + ticker, key -> new HashMap<>());
    }

    private List<String> applyPolymarket(JsonNode payload, long timestampNs) {
        Set<String> touched = new LinkedHashSet<>();
        for (JsonNode event : PolymarketPayload.events(payload)) {
            String id = event.path("market").asText();
            Market market = polymarket.market(id);
            if (market == null) {
                continue; // news of a market that the recording has no book of
            }
            touched.add(id);
            if (PolymarketPayload.isBook(event)) {
                polymarket.mirrorClear(market, timestampNs);
            }
            PolymarketPayload.levels(event, (token, bid, priceMicros, sizeMicros) -> {
                boolean yes = token.equals(yesTokens.get(id));
                polymarket.mirrorLevel(
                        market,
                        yes == bid ? BookSide.BID : BookSide.ASK,
                        yes ? priceMicros : Micros.ONE - priceMicros,
                        sizeMicros,
                        timestampNs);
            });
        }
        return new ArrayList<>(touched);
    }
}
