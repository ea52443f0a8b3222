package io.parallax.gateway.kalshi.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.reference.RulesText;
import java.util.List;

/** Reads what a market is said to be: {@code GET /markets/{ticker}} and {@code GET /series/{series}}. Blocks the caller. */
public final class ListingReader {
    private final RestReader rest;
    private final String basePath;

    /** @param basePath path of the REST root, such as {@code /trade-api/v2} */
    public ListingReader(RestReader rest, String basePath) {
        this.rest = rest;
        this.basePath = basePath;
    }

    /** @throws ReferenceException when the market or its series cannot be read, or has no rules */
    public MarketListing read(String ticker) {
        JsonNode market = rest.get(basePath + "/markets/" + ticker).path("market");
        JsonNode series =
                rest.get(basePath + "/series/" + MarketReader.seriesOf(ticker)).path("series");
        return listing(ticker, market, series);
    }

    static MarketListing listing(String ticker, JsonNode market, JsonNode series) {
        String primary = RestReader.text(market, "rules_primary");
        if (primary.isEmpty()) {
            throw new ReferenceException(
                    "market " + ticker + " has an empty rules_primary: its rules cannot be compared");
        }
        return new MarketListing(
                RestReader.text(market, "ticker"),
                List.of(),
                market.path("yes_sub_title").asText(""),
                market.path("no_sub_title").asText(""),
                RestReader.text(series, "ticker"),
                series.path("contract_terms_url").asText(""),
                market.path("market_type").asText("").equals("binary"),
                false,
                RulesText.kalshiHash(primary, market.path("rules_secondary").asText("")));
    }
}
