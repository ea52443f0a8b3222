package io.parallax.gateway.kalshi.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ListedFees;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.reference.RulesText;
import java.util.List;

/** Reads what a market is said to be: {@code GET /markets/{ticker}}, its series and its event. Blocks the caller. */
public final class ListingReader {
    private final RestReader rest;
    private final String basePath;
    private final EpochClock clock;

    /** @param basePath path of the REST root, such as {@code /trade-api/v2} */
    public ListingReader(RestReader rest, String basePath, EpochClock clock) {
        this.rest = rest;
        this.basePath = basePath;
        this.clock = clock;
    }

    /** @throws ReferenceException when the market, its series or its event cannot be read, or has no rules */
    public MarketListing read(String ticker) {
        JsonNode market = rest.get(basePath + "/markets/" + ticker).path("market");
        JsonNode series =
                rest.get(basePath + "/series/" + MarketReader.seriesOf(ticker)).path("series");
        JsonNode event = MarketReader.event(rest, basePath, market);
        return listing(ticker, market, series, MarketReader.fees(market, series, event, clock.epochNanos()));
    }

    static MarketListing listing(String ticker, JsonNode market, JsonNode series, ListedFees fees) {
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
                RulesText.kalshiHash(primary, market.path("rules_secondary").asText("")),
                fees);
    }
}
