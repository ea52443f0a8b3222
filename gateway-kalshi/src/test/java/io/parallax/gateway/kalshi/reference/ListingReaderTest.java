package io.parallax.gateway.kalshi.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListingReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERIES = "{\"ticker\":\"KXRAIN\",\"contract_terms_url\":\"https://k/RAIN.pdf\"}";

    private static MarketListing listing(String type, String rules) {
        try {
            return ListingReader.listing(
                    "KXRAIN-26",
                    JSON.readTree("{\"ticker\":\"KXRAIN-26\",\"market_type\":\"" + type
                            + "\",\"yes_sub_title\":\"Rain\",\"no_sub_title\":\"Dry\"" + rules + "}"),
                    JSON.readTree(SERIES));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldReadSeriesOutcomesAndBothRuleTexts() {
        MarketListing listing =
                listing("binary", ",\"rules_primary\":\"If it rains.\",\"rules_secondary\":\"Or not.\"");
        assertThat(listing.marketId()).isEqualTo("KXRAIN-26");
        assertThat(listing.tokenIds()).isEmpty();
        assertThat(listing.yesOutcome()).isEqualTo("Rain");
        assertThat(listing.noOutcome()).isEqualTo("Dry");
        assertThat(listing.series()).isEqualTo("KXRAIN");
        assertThat(listing.contractTerms()).isEqualTo("https://k/RAIN.pdf");
        assertThat(listing.binary()).isTrue();
        // printf 'If it rains.\nOr not.' | sha256sum
        assertThat(listing.rulesHash()).isEqualTo("45b19fe501cd6b7408bafeaa5c67456825b1766f222bad04be7e917fa59fb2cd");
    }

    @Test
    void shouldTellAMarketThatPaysAnAmount() {
        assertThat(listing("scalar", ",\"rules_primary\":\"x\"").binary()).isFalse();
    }

    @Test
    void shouldNotCallMissingRulesAText() {
        assertThatThrownBy(() -> listing("binary", ",\"rules_primary\":\"\""))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("KXRAIN-26 has an empty rules_primary");
        assertThatThrownBy(() -> listing("binary", "")).isInstanceOf(ReferenceException.class);
    }
}
