package io.parallax.gateway.polymarket.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.config.fee.MarketFees;
import io.parallax.gateway.reference.ListedFees;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListingReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONDITION = "0x" + "ab".repeat(32);
    private static final String TRADED = "{\"c\":\"" + CONDITION
            + "\",\"t\":[{\"t\":\"11\",\"o\":\"Up\"},{\"t\":\"12\",\"o\":\"Down\"}],\"v\":\"v1\"}";

    private static MarketListing listing(String catalogued) {
        return listing(TRADED, catalogued);
    }

    private static ListedFees fees(String fd, String catalogued) {
        String traded = TRADED.replace("\"v\":", fd + "\"v\":");
        return listing(traded, catalogued(CONDITION, "x", catalogued)).fees();
    }

    private static MarketListing listing(String tradedJson, String catalogued) {
        try {
            JsonNode traded = JSON.readTree(tradedJson);
            return ListingReader.listing(CONDITION, traded, JSON.readTree(catalogued));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String catalogued(String conditionId, String description, String more) {
        return "{\"conditionId\":\"" + conditionId + "\",\"description\":\"" + description + "\"" + more + "}";
    }

    @Test
    void shouldReadTokensOutcomesVersionAndRules() {
        MarketListing listing = listing(catalogued(CONDITION, "Up wins.\\n", ""));
        assertThat(listing.marketId()).isEqualTo(CONDITION);
        assertThat(listing.tokenIds()).containsExactly("11", "12");
        assertThat(listing.yesOutcome()).isEqualTo("Up");
        assertThat(listing.noOutcome()).isEqualTo("Down");
        assertThat(listing.series()).isEqualTo("v1");
        assertThat(listing.placeholder()).isFalse();
        // printf 'Up wins.\n' | sha256sum: the line feed counts, nothing is trimmed
        assertThat(listing.rulesHash()).isEqualTo("434eebd5ef55ba722641a4adf9fa334a9c24fad335a07bcf269bde8f66ffb6b5");
    }

    @Test
    void shouldTellThePlaceholdersOfNegativeRiskEvents() {
        assertThat(listing(catalogued(CONDITION, "x", ",\"negRiskOther\":true")).placeholder())
                .isTrue();
        assertThat(listing(catalogued(CONDITION, "x", ",\"events\":[{\"negRiskAugmented\":true}]"))
                        .placeholder())
                .isTrue();
        assertThat(listing(catalogued(CONDITION, "x", ",\"negRisk\":true,\"events\":[{\"negRiskAugmented\":false}]"))
                        .placeholder())
                .isFalse();
    }

    @Test
    void shouldTellTheMarketThatTheCatalogueHas() {
        String other = "0x" + "cd".repeat(32);
        assertThat(listing(catalogued(other, "x", "")).marketId()).isEqualTo(other);
    }

    @Test
    void shouldNotCallMissingRulesAText() {
        assertThatThrownBy(() -> listing(catalogued(CONDITION, "", "")))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("empty description");
        assertThatThrownBy(() -> listing("{\"conditionId\":\"" + CONDITION + "\",\"description\":null}"))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("field description is absent");
    }

    @Test
    void shouldReadTheScheduleTheCategoryAndTheDayOfCreation() {
        ListedFees fees = fees(
                "\"fd\":{\"r\":0.072,\"e\":1,\"to\":true},",
                ",\"feesEnabled\":true,\"feeType\":\"crypto_fees\",\"createdAt\":\"2026-04-05T14:00:06.5Z\","
                        + "\"feeSchedule\":{\"rate\":0.072}");
        assertThat(fees.told()).isEqualTo(MarketFees.polymarket(72_000, 0, 1_000_000));
        assertThat(fees.contradictory()).isFalse();
        assertThat(fees.name()).isEqualTo("crypto");
        assertThat(fees.since()).isEqualTo("2026-04-05T14:00:06.500Z");
        assertThat(fees("\"fd\":{\"r\":0.05,\"e\":1,\"to\":false},", ",\"feeType\":\"sports_fees_v3\"")
                        .name())
                .isEqualTo("sports_fees_v3");
    }

    @Test
    void shouldNotBelieveThatAMarketIsFreeWhichTheCatalogueChargesFor() {
        assertThat(fees("", "").told()).isEqualTo(MarketFees.polymarket(0, 0, 1_000_000));
        assertThat(fees("", "").contradictory()).isFalse();
        assertThat(fees("", ",\"feesEnabled\":false,\"feeSchedule\":{\"rate\":0.05}")
                        .contradictory())
                .isFalse();
        assertThat(fees("", ",\"feesEnabled\":true,\"feeSchedule\":null").contradictory())
                .isFalse();
        assertThat(fees("", ",\"feesEnabled\":true,\"feeSchedule\":{\"rate\":0.05}")
                        .contradictory())
                .isTrue();
    }
}
