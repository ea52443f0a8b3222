package io.parallax.gateway.polymarket.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        try {
            JsonNode traded = JSON.readTree(TRADED);
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
}
