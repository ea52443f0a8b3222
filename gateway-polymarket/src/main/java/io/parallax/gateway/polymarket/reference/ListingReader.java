package io.parallax.gateway.polymarket.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.MarketFees;
import io.parallax.gateway.reference.ListedFees;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.reference.RulesText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a market is said to be: tokens, outcomes and version from the order book's side, {@code GET
 * /clob-markets/{conditionId}}, since orders go there; rules from the catalogue, {@code GET /markets/slug/{slug}} of Gamma.
 * Blocks the caller.
 */
public final class ListingReader {
    private final RestReader clob;
    private final RestReader gamma;

    public ListingReader(RestReader clob, RestReader gamma) {
        this.clob = clob;
        this.gamma = gamma;
    }

    /**
     * Where the catalogue has another market under the slug, its id is told in place of the one asked for.
     *
     * @throws ReferenceException when either side cannot be read, or has no rules
     */
    public MarketListing read(String conditionId, String slug) {
        return listing(conditionId, clob.get("/clob-markets/" + conditionId), gamma.get("/markets/slug/" + slug));
    }

    static MarketListing listing(String conditionId, JsonNode traded, JsonNode catalogued) {
        String condition = RestReader.text(catalogued, "conditionId");
        String description = RestReader.text(catalogued, "description");
        if (description.isEmpty()) {
            throw new ReferenceException(
                    "market " + conditionId + " has an empty description: its rules cannot be compared");
        }
        List<String> tokens = new ArrayList<>();
        traded.path("t").forEach(token -> tokens.add(token.path("t").asText("")));
        JsonNode outcomes = traded.path("t");
        return new MarketListing(
                condition.equalsIgnoreCase(conditionId) ? RestReader.text(traded, "c") : condition,
                tokens,
                outcomes.path(0).path("o").asText(""),
                outcomes.path(1).path("o").asText(""),
                traded.path("v").asText(""),
                "",
                tokens.size() == 2,
                catalogued.path("negRiskOther").asBoolean(false) || isAugmented(catalogued),
                RulesText.polymarketHash(description),
                fees(traded.path("fd"), catalogued));
    }

    /**
     * The order book's side tells the schedule, and a market without one has no fee. Where the catalogue says otherwise neither
     * is believed. The catalogue names the category, the older ones with {@code _fees} behind it.
     */
    private static ListedFees fees(JsonNode traded, JsonNode catalogued) {
        boolean hasFee = traded.isObject();
        boolean enabled = catalogued.path("feesEnabled").asBoolean(false)
                && isPositive(catalogued.path("feeSchedule").path("rate"));
        long rate = hasFee ? RestReader.micros(traded, "r") : 0;
        boolean makersPay =
                hasFee && traded.path("to").isBoolean() && !traded.path("to").asBoolean();
        return new ListedFees(
                MarketFees.polymarket(rate, makersPay ? rate : 0, hasFee ? RestReader.micros(traded, "e") : Micros.ONE),
                !hasFee && enabled,
                catalogued.path("feeType").asText("").replaceFirst("_fees$", ""),
                instant(catalogued.path("createdAt").asText("")));
    }

    private static boolean isPositive(JsonNode number) {
        return number.isNumber() && number.decimalValue().signum() > 0;
    }

    private static Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null; // asked only to find the row of a table to compare with
        }
    }

    private static boolean isAugmented(JsonNode catalogued) {
        for (JsonNode event : catalogued.path("events")) {
            if (event.path("negRiskAugmented").asBoolean(false)) {
                return true;
            }
        }
        return false;
    }
}
