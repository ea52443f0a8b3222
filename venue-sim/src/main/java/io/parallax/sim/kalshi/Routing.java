package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.catalog.KalshiListing;

/**
 * Where a call about an order looks for it. An order id alone looks on shard 0.
 *
 * @param ticker market given, or null
 * @param shard shard given, -1 to find it by the ticker
 */
record Routing(String ticker, long shard) {
    static Routing of(RestCall call) {
        String ticker = call.query("market_ticker");
        return new Routing(ticker, call.number("exchange_index", ticker == null ? 0 : -1));
    }

    static Routing of(JsonNode body) {
        String ticker = JsonBody.text(body, body.has("market_ticker") ? "market_ticker" : "ticker");
        return new Routing(ticker, body.path("exchange_index").asLong(ticker == null ? 0 : -1));
    }

    boolean reaches(KalshiListing listing) {
        return shard == listing.exchangeIndex()
                || shard == -1 && listing.ticker().equals(ticker);
    }
}
