package io.parallax.gateway.polymarket.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.TickBand;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarketReaderTest {
    private static final String MARKET = "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308";
    private static final String YES = "58726851105893121441976415044785550794620582864839872973127370351200548678811";
    private static final String NO = "40113202025193181740822500498877260546965498642740503547096491847887927548587";
    private static final String V2_MARKET = "0x017791f201d5a788e0039e511fc1900e5f000000000000000000000000000000";
    private static final String V2_YES = "663574927012476832975694178961957910328055987427402067619466963999000625152";
    private static final String V2_NO = "663574927012476832975694178961957910328055987427402067619466963999000625153";

    private static final String GOOD = "{\"c\":\"" + MARKET + "\",\"t\":[{\"t\":\"" + YES + "\",\"o\":\"Up\"},{\"t\":\""
            + NO + "\",\"o\":\"Down\"}],\"mts\":0.0025,\"mos\":5,\"nr\":false,"
            + "\"fd\":{\"r\":0.07,\"e\":1,\"to\":true},\"ao\":true,\"v\":\"v1\"}";

    private final MarketTable markets = new MarketTable(
            List.of(new PolymarketMarket(4, MARKET, YES, NO), new PolymarketMarket(9, V2_MARKET, V2_YES, V2_NO)));
    private final MarketReader reader = new MarketReader(null, markets, EpochClock.system());

    @Test
    void shouldDefineAMarket() {
        InstrumentDefinition definition = reader.define(0, json(GOOD));
        assertThat(definition.instrumentId()).isEqualTo(4);
        assertThat(definition.state()).isEqualTo(MarketState.ACTIVE);
        assertThat(definition.netting()).isFalse();
        assertThat(definition.feeKind()).isEqualTo(FeeKind.POLYMARKET_V2);
        assertThat(definition.feeRateMicros()).isEqualTo(70_000);
        assertThat(definition.makerFeeRateMicros()).isZero();
        assertThat(definition.feeExponentMicros()).isEqualTo(1_000_000);
        assertThat(definition.minQtyMicros()).isEqualTo(5_000_000);
        assertThat(definition.qtyStepMicros()).isEqualTo(10_000);
        assertThat(definition.minNotionalMicros()).isEqualTo(1_000_000);
        assertThat(definition.notionalStepMicros()).isEqualTo(10_000);
        assertThat(definition.bands()).containsExactly(new TickBand(0, 1_000_000, 2_500));
        assertThat(definition.symbol()).isEqualTo(MARKET);
        assertThat(definition.title()).isEqualTo("Up / Down");
        assertThat(markets.tickMicros(0)).isEqualTo(2_500);
        assertThat(markets.domain(0)).isEqualTo(ExchangeDomain.CTF_V2);
    }

    @Test
    void shouldReadFeesDomainAndState() {
        assertThat(reader.define(0, json(GOOD.replace("\"to\":true", "\"to\":false")))
                        .makerFeeRateMicros())
                .isEqualTo(70_000);
        InstrumentDefinition free = reader.define(
                0,
                json(GOOD.replace("\"fd\":{\"r\":0.07,\"e\":1,\"to\":true},", "")
                        .replace("\"ao\":true", "\"ao\":false")));
        assertThat(free.feeKind()).isEqualTo(FeeKind.NONE);
        assertThat(free.feeRateMicros()).isZero();
        assertThat(free.state()).isEqualTo(MarketState.PAUSED);
        reader.define(0, json(GOOD.replace("\"nr\":false", "\"nr\":true")));
        assertThat(markets.domain(0)).isEqualTo(ExchangeDomain.NEG_RISK_V2);
        reader.define(0, json(GOOD.replace(",\"v\":\"v1\"", "")));
        assertThat(markets.domain(0)).isEqualTo(ExchangeDomain.CTF_V2);
        String v2 = GOOD.replace(MARKET, V2_MARKET).replace(YES, V2_YES).replace(NO, V2_NO);
        reader.define(1, json(v2.replace("\"v1\"", "\"v2\"")));
        assertThat(markets.domain(1)).isEqualTo(ExchangeDomain.EXCHANGE_V3);
        assertThatThrownBy(() -> reader.define(1, json(v2))).hasMessageContaining("does not fit token");
    }

    @Test
    void shouldRefuseWhatWouldMakeAnOrderWrong() {
        refuse(GOOD.replace("\"v1\"", "\"v3\""), "market version 'v3'");
        refuse(GOOD.replace("\"v1\"", "\"v2\""), "does not fit token");
        refuse(GOOD.replace(YES, "1").replace(NO, YES).replace("\"1\"", "\"" + NO + "\""), "correct the pair");
        refuse(GOOD.replace(NO, ""), "correct the pair");
        refuse(GOOD.replace(MARKET, "0x00"), "the venue answered about");
        refuse(GOOD.replace("0.0025", "0.03"), "does not divide 1");
        refuse(GOOD.replace("\"mts\":0.0025,", ""), "mts");
        refuse(GOOD.replace("\"mos\":5", "\"mos\":\"\""), "mos");
        assertThat(markets.domain(0)).isNull();
    }

    @Test
    void shouldRefuseMarketsThatCannotBeNamed() {
        assertThatThrownBy(() -> new PolymarketMarket(0, "0x12", YES, NO)).hasMessageContaining("'0x12'");
        assertThatThrownBy(() -> new PolymarketMarket(0, MARKET, YES, YES)).hasMessageContaining("both outcomes");
        assertThatThrownBy(() -> new PolymarketMarket(0, MARKET, "", NO)).hasMessageContaining("not have listed");
        PolymarketMarket market = new PolymarketMarket(0, MARKET, YES, NO);
        assertThatThrownBy(() -> new MarketTable(List.of(market, market))).hasMessageContaining("twice");
    }

    private void refuse(String info, String words) {
        assertThatThrownBy(() -> reader.define(0, json(info)))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining(words);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
