package io.parallax.gateway.kalshi.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Legs become sides and YES prices as strings. */
class OrderBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode body(Outcome outcome, OrderAction action, String ownPrice, String count) throws Exception {
        return JSON.readTree(OrderBody.encode(
                "KXTEST-1",
                OrderBody.side(outcome, action),
                OrderBody.yesPriceMicros(outcome, Micros.parse(ownPrice)),
                Micros.parse(count),
                TimeInForce.IOC,
                "px-1",
                2));
    }

    @ParameterizedTest
    @CsvSource({
        "YES, BUY, 0.42, bid, 0.4200", "YES, SELL, 0.42, ask, 0.4200",
        "NO, BUY, 0.56, ask, 0.4400", "NO, SELL, 0.56, bid, 0.4400",
        "NO, BUY, 0.0015, ask, 0.9985", "YES, BUY, 0.0007, bid, 0.0007"
    })
    void shouldMapALegToASideAtTheYesPrice(Outcome outcome, OrderAction action, String own, String side, String price)
            throws Exception {
        JsonNode body = body(outcome, action, own, "10.05");
        assertThat(body.path("side").asText()).isEqualTo(side);
        assertThat(body.path("price").asText()).isEqualTo(price);
        assertThat(body.path("count").asText()).isEqualTo("10.05");
        assertThat(body.path("price").isTextual()).isTrue();
    }

    @Test
    void shouldMapEveryPublishedCase() throws Exception {
        Path file = Path.of(
                System.getProperty("parallax.root"), "..", "shared", "venues/kalshi/vectors/order_mapping.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared vectors are not here");
        for (JsonNode row : JSON.readTree(file.toFile()).path("cases")) {
            JsonNode intent = row.path("intent");
            JsonNode body = body(
                    Outcome.valueOf(intent.path("leg").asText().toUpperCase(java.util.Locale.ROOT)),
                    OrderAction.valueOf(intent.path("action").asText().toUpperCase(java.util.Locale.ROOT)),
                    intent.path("legPrice").asText(),
                    intent.path("count").asText());
            for (String field : new String[] {"side", "price", "count"}) {
                assertThat(body.path(field).asText())
                        .as(intent + " " + field)
                        .isEqualTo(row.path("expect").path(field).asText());
            }
        }
    }

    @Test
    void shouldSendEveryRequiredField() throws Exception {
        JsonNode body = body(Outcome.YES, OrderAction.BUY, "0.5", "1");
        assertThat(body.path("ticker").asText()).isEqualTo("KXTEST-1");
        assertThat(body.path("time_in_force").asText()).isEqualTo("immediate_or_cancel");
        assertThat(body.path("self_trade_prevention_type").asText()).isEqualTo("taker_at_cross");
        assertThat(body.path("client_order_id").asText()).isEqualTo("px-1");
        assertThat(body.path("exchange_index").asInt()).isEqualTo(2);
    }

    @Test
    void shouldKnowWhatCannotBeWrittenWithoutLoss() {
        assertThat(OrderBody.isExact(420_000, 10_000)).isTrue();
        assertThat(OrderBody.isExact(420_050, 10_000)).isFalse();
        assertThat(OrderBody.isExact(420_000, 5_000)).isFalse();
        assertThat(OrderBody.isExact(1_000_000, 10_000)).isFalse();
        assertThat(OrderBody.isExact(0, 10_000)).isFalse();
    }
}
