package io.parallax.gateway.kalshi.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.config.fee.MarketFees;
import io.parallax.gateway.reference.ListedFees;
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
                    JSON.readTree(SERIES),
                    new ListedFees(MarketFees.NONE, false, "KXRAIN", null));
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

    private static ListedFees fees(String market, String series, String event) {
        try {
            return MarketReader.fees(JSON.readTree(market), JSON.readTree(series), JSON.readTree(event), 5);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldTellTheFeesOfTheEventBeforeThoseOfTheSeries() {
        String series = "{\"ticker\":\"KXRAIN\",\"fee_type\":\"quadratic\",\"fee_multiplier\":0.5}";
        ListedFees ofSeries = fees("{}", series, "{\"fee_type_override\":null,\"fee_multiplier_override\":null}");
        assertThat(ofSeries).isEqualTo(new ListedFees(MarketFees.kalshi("quadratic", 500_000), false, "KXRAIN", null));
        assertThat(fees("{}", series, "{\"fee_multiplier_override\":1}").told())
                .isEqualTo(MarketFees.kalshi("quadratic", 1_000_000));
        assertThat(fees("{}", series, "{\"fee_type_override\":\"flat\"}").told().type())
                .isEqualTo("flat");
        assertThat(fees("{}", "{\"ticker\":\"KXRAIN\"}", "{}").told()).isEqualTo(MarketFees.NONE);
    }

    @Test
    void shouldNotBelieveAWaiverNorAnOverrideOfAnotherShape() {
        assertThat(fees("{\"fee_waiver_expiration_time\":\"2030-01-01T00:00:00Z\"}", SERIES, "{}")
                        .contradictory())
                .isTrue();
        assertThat(fees("{\"fee_waiver_expiration_time\":\"1969-01-01T00:00:00Z\"}", SERIES, "{}")
                        .contradictory())
                .isFalse();
        assertThat(fees("{}", SERIES, "{\"fee_multiplier_override\":\"1\"}").contradictory())
                .isTrue();
    }
}
