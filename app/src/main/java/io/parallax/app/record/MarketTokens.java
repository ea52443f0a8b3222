package io.parallax.app.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.parallax.config.PolymarketSettings;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.limit.PolymarketTolls;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.reference.RestReader;
import java.util.ArrayList;
import java.util.List;

/** Asks Polymarket for the tokens of markets that are known by their condition id only. */
final class MarketTokens {
    private MarketTokens() {}

    /**
     * Blocking; not on the loop.
     *
     * @return one market for each condition id, instrument ids from 0
     * @throws io.parallax.gateway.reference.ReferenceException when one cannot be read
     */
    static List<PolymarketMarket> read(
            PolymarketSettings settings, List<String> conditionIds, EventLoop loop, EpochClock clock) {
        List<PolymarketMarket> markets = new ArrayList<>();
        try (HttpLine line = new HttpLine(
                HttpSettings.of("polymarket-tokens", settings.rest()).withHttp(settings.http()),
                loop,
                clock,
                PolymarketTolls.beside(settings.tier()))) {
            line.start();
            RestReader rest = new RestReader(line, (method, path, headers) -> {});
            for (String conditionId : conditionIds) {
                JsonNode tokens = rest.get("/clob-markets/" + conditionId).path("t");
                markets.add(new PolymarketMarket(
                        markets.size(),
                        conditionId,
                        tokens.path(0).path("t").asText(),
                        tokens.path(1).path("t").asText()));
            }
        }
        return markets;
    }
}
