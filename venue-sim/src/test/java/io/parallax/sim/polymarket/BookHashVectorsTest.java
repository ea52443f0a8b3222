package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BookHashVectorsTest {
    private static final int FIELDS_OF_TODAY = 10;

    @TestFactory
    Stream<DynamicTest> shouldReproduceTheHashOfToday() {
        return Vectors.of("orderbook_hash.json")
                .filter(vector -> vector.get("fieldsHashed").size() >= FIELDS_OF_TODAY)
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> {
                    JsonNode input = vector.get("input");
                    BookHash.Facts facts = new BookHash.Facts(
                            input.get("market").asText(),
                            input.get("min_order_size").asText(),
                            input.get("tick_size").asText(),
                            input.get("neg_risk").asBoolean(),
                            input.get("last_trade_price").asText(),
                            input.path("version").asText("").equals("v2"));
                    TokenBook book = new TokenBook(
                            input.get("asset_id").asText(), levels(input.get("bids")), levels(input.get("asks")));
                    assertThat(BookHash.of(facts, book, input.get("timestamp").asText()))
                            .isEqualTo(vector.get("expected").get("sha1Hex").asText());
                }));
    }

    @Test
    void shouldWriteTradePricesWithThreeDecimalsOrAsManyAsNeeded() {
        assertThat(Decimals.tradePrice(490_000)).isEqualTo("0.490");
        assertThat(Decimals.tradePrice(500_000)).isEqualTo("0.500");
        assertThat(Decimals.tradePrice(1_000)).isEqualTo("0.001");
        assertThat(Decimals.tradePrice(17_500)).isEqualTo("0.0175");
    }

    @Test
    void shouldWritePlainDecimals() {
        assertThat(Decimals.text(0)).isEqualTo("0");
        assertThat(Decimals.text(92_790_000_000L)).isEqualTo("92790");
        assertThat(Decimals.text(51_140_000)).isEqualTo("51.14");
        assertThat(Decimals.text(1)).isEqualTo("0.000001");
        assertThat(Decimals.text(1_050_000)).isEqualTo("1.05");
    }

    static List<TokenBook.Level> levels(JsonNode levels) {
        List<TokenBook.Level> result = new ArrayList<>();
        for (JsonNode level : levels) {
            result.add(new TokenBook.Level(
                    Micros.parse(level.get("price").asText()),
                    Micros.parse(level.get("size").asText())));
        }
        return result;
    }
}
