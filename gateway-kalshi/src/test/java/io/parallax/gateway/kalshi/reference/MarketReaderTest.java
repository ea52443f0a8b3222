package io.parallax.gateway.kalshi.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.config.fee.FeeBook;
import io.parallax.gateway.reference.InstrumentDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markets and series as the venue describes them. */
class MarketReaderTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String MARKET = "{\"ticker\":\"KXBTC15M-X\",\"title\":\"t\",\"status\":\"active\","
            + "\"close_time\":\"2026-05-14T04:45:00Z\",\"price_ranges\":["
            + "{\"start\":\"0.0000\",\"end\":\"0.1000\",\"step\":\"0.0010\"},"
            + "{\"start\":\"0.1000\",\"end\":\"0.9000\",\"step\":\"0.0100\"},"
            + "{\"start\":\"0.9000\",\"end\":\"1.0000\",\"step\":\"0.0010\"}]}";

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    private static InstrumentDefinition define(String market, String series) throws Exception {
        return define(market, series, "{}");
    }

    private static InstrumentDefinition define(String market, String series, String event) throws Exception {
        return MarketReader.define(3, json(market), json(series), json(event), 5, FeeBook.shipped());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'fee_type_override':null,'fee_multiplier_override':null} | KALSHI_QUADRATIC | 35000 | 17500",
                "{'fee_type_override':null,'fee_multiplier_override':1} | KALSHI_QUADRATIC | 70000 | 17500",
                "{'fee_type_override':'quadratic','fee_multiplier_override':1} | KALSHI_QUADRATIC | 70000 | 0",
                "{'fee_type_override':'quadratic','fee_multiplier_override':0} | KALSHI_QUADRATIC | 0 | 0",
                "{'fee_type_override':'cubic','fee_multiplier_override':1} | UNKNOWN | 0 | 0",
                "{'fee_type_override':7,'fee_multiplier_override':1} | UNKNOWN | 0 | 0",
                "{'fee_type_override':null,'fee_multiplier_override':'1'} | UNKNOWN | 0 | 0",
            })
    void shouldLetTheEventOverrideTheSeries(String event, FeeKind kind, long rate, long makerRate) throws Exception {
        String baseball = "{\"fee_type\":\"quadratic_with_maker_fees\",\"fee_multiplier\":0.5}";
        InstrumentDefinition read = define(MARKET, baseball, event.replace('\'', '"'));
        assertThat(read.feeKind()).isEqualTo(kind);
        assertThat(read.feeRateMicros()).isEqualTo(rate);
        assertThat(read.makerFeeRateMicros()).isEqualTo(makerRate);
    }

    @Test
    void shouldNotKnowTheFeeWhileItIsWaived() throws Exception {
        String series = "{\"fee_type\":\"quadratic\",\"fee_multiplier\":1}";
        String waived =
                MARKET.replace("{\"ticker\"", "{\"fee_waiver_expiration_time\":\"2026-12-01T00:00:00Z\",\"ticker\"");
        assertThat(define(waived, series).feeKind()).isEqualTo(FeeKind.UNKNOWN);
        String over = waived.replace("2026-12-01", "1969-12-01");
        assertThat(define(over, series).feeKind()).isEqualTo(FeeKind.KALSHI_QUADRATIC);
    }

    @ParameterizedTest
    @CsvSource({
        "quadratic, 1, KALSHI_QUADRATIC, 70000, 0",
        "quadratic, 0.5, KALSHI_QUADRATIC, 35000, 0",
        "quadratic, 0, KALSHI_QUADRATIC, 0, 0",
        "quadratic_with_maker_fees, 1, KALSHI_QUADRATIC, 70000, 17500",
        "quadratic_with_maker_fees, 0.5, KALSHI_QUADRATIC, 35000, 17500",
        "quadratic_with_combo_maker_fees, 1, KALSHI_QUADRATIC, 70000, 35000",
        "flat, 1, UNKNOWN, 0, 0",
        "margin_market_maker_program_fees, 1, UNKNOWN, 0, 0"
    })
    void shouldReadTheFeeAndTakeZeroForARealMultiplier(
            String type, String multiplier, FeeKind kind, long rate, long makerRate) throws Exception {
        InstrumentDefinition read =
                define(MARKET, "{\"fee_type\":\"" + type + "\",\"fee_multiplier\":" + multiplier + "}");
        assertThat(read.feeKind()).isEqualTo(kind);
        assertThat(read.feeRateMicros()).isEqualTo(rate);
        assertThat(read.makerFeeRateMicros()).isEqualTo(makerRate);
        assertThat(read.feeReadAtNs()).isEqualTo(5);
    }

    @Test
    void shouldNotKnowAFeeThatIsNotTold() throws Exception {
        assertThat(define(MARKET, "{\"fee_type\":\"quadratic\"}").feeKind()).isEqualTo(FeeKind.UNKNOWN);
        assertThat(define(MARKET, "{}").feeKind()).isEqualTo(FeeKind.UNKNOWN);
    }

    @Test
    void shouldReadGridStateAndTimes() throws Exception {
        InstrumentDefinition read = define(MARKET, "{\"fee_type\":\"quadratic\",\"fee_multiplier\":1}");
        assertThat(read.bands()).hasSize(3);
        assertThat(read.bands().get(1).stepMicros()).isEqualTo(10_000);
        assertThat(read.state()).isEqualTo(MarketState.ACTIVE);
        assertThat(read.closeTimeNs()).isEqualTo(1_778_733_900_000_000_000L);
        assertThat(read.netting()).isTrue();
        assertThat(read.notionalStepMicros()).isZero();
    }

    @Test
    void shouldRefuseAMarketWithoutAGrid() {
        assertThatThrownBy(() -> define("{\"ticker\":\"A\",\"status\":\"active\"}", "{}"))
                .hasMessageContaining("price_ranges")
                .hasMessageContaining("A");
    }
}
