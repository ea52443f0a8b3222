package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The official clients' requests, header for header and byte for byte, against the running venue. */
@Timeout(60)
class VectorRequestsTest {
    private static final String DEPOSIT_WALLET = "0x1111111111111111111111111111111111111111";

    @Test
    void shouldTakeAPlainLimitOrder() throws Exception {
        try (VenueFixture venue = new VenueFixture()) {
            JsonNode answer = send(venue, "post-limit-eoa");
            assertThat(answer.get("orderID").asText()).isEqualTo(orderId("v2-limit-buy-t001-eoa"));
            assertThat(answer.get("status").asText()).isEqualTo("live");
        }
    }

    @Test
    void shouldTakeAFillOrKillOrder() throws Exception {
        try (VenueFixture venue = new VenueFixture()) {
            venue.house(io.parallax.sim.core.Outcome.YES, io.parallax.sim.core.Action.SELL, "0.01", "1000000");
            JsonNode answer = send(venue, "post-fok-eoa");
            assertThat(answer.get("orderID").asText()).isEqualTo(orderId("v2-market-buy-t001-eoa-fok"));
            assertThat(answer.get("status").asText()).isEqualTo("matched");
        }
    }

    @Test
    void shouldTakeAnOrderOfADepositWallet() throws Exception {
        PolymarketMarket market = VenueFixture.market(10_000, false, 0);
        try (VenueFixture venue = new VenueFixture(market, DEPOSIT_WALLET)) {
            JsonNode answer = send(venue, "post-limit-1271");
            assertThat(answer.get("orderID").asText()).isEqualTo(orderId("v2-limit-buy-t001-1271"));
            assertThat(answer.get("status").asText()).isEqualTo("live");
        }
    }

    @Test
    void shouldAnswerEachOrderOfABatch() throws Exception {
        try (VenueFixture venue = new VenueFixture()) {
            JsonNode answers = send(venue, "post-batch");
            assertThat(answers).hasSize(2);
            assertThat(answers.get(0).get("orderID").asText()).isEqualTo(orderId("v2-limit-buy-t001-eoa"));
            assertThat(answers.get(1).get("success").asBoolean()).isFalse();
            assertThat(answers.get(1).get("errorMsg").asText()).startsWith("not enough balance / allowance");
        }
    }

    @Test
    void shouldRecogniseOrdersOfOtherWalletsAndExchanges() throws Exception {
        assertThat(place("v2-limit-buy-t001-postonly", 10_000, false, false)).isEqualTo("live");
        assertThat(place("v2-limit-buy-t001-negrisk", 10_000, true, false)).isEqualTo("live");
        assertThat(place("v2-limit-buy-t001-negrisk", 10_000, false, false)).isEqualTo("invalid signature");
        assertThat(place("v3-limit-buy-t001-eoa", 10_000, false, true)).isEqualTo("live");
    }

    @Test
    void shouldTellOrdersOfTheWrongVersion() throws Exception {
        assertThat(place("v1-limit-buy-t001-eoa", 10_000, false, false)).isEqualTo("order_version_mismatch");
        assertThat(place("v2-limit-buy-t001-eoa", 10_000, false, true)).isEqualTo("order_version_mismatch");
    }

    private static String place(String vector, long tickMicros, boolean negRisk, boolean protocolV2) throws Exception {
        PolymarketMarket market = VenueFixture.market(token(vector), tickMicros, negRisk, protocolV2, 0);
        JsonNode expected = Vectors.one("order_signing.json", vector).get("expected");
        String body =
                expected.get("wireBody").asText().replace("00000000-0000-0000-0000-000000000000", VenueFixture.API_KEY);
        try (VenueFixture venue = new VenueFixture(market, expected.get("maker").asText())) {
            JsonNode answer = VenueFixture.JSON.readTree(venue.post(body).body());
            return answer.has("error")
                    ? answer.get("error").asText()
                    : answer.get("status").asText();
        }
    }

    private static String token(String vector) {
        return Vectors.one("order_signing.json", vector)
                .get("input")
                .get("tokenId")
                .asText();
    }

    private static String orderId(String vector) {
        return Vectors.one("order_signing.json", vector)
                .get("expected")
                .get("orderId")
                .asText();
    }

    private static JsonNode send(VenueFixture venue, String id) throws Exception {
        JsonNode expected = Vectors.one("post_order_requests.json", id).get("expected");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        venue.uri("http", expected.get("path").asText()))
                .POST(HttpRequest.BodyPublishers.ofString(expected.get("body").asText()));
        expected.get("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        HttpResponse<String> answer = venue.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return VenueFixture.JSON.readTree(answer.body());
    }
}
