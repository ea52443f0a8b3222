package io.parallax.sim.polymarket;

import static io.parallax.sim.polymarket.VenueFixture.CONDITION;
import static io.parallax.sim.polymarket.VenueFixture.NO;
import static io.parallax.sim.polymarket.VenueFixture.YES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.polymarket.VenueFixture.SocketClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VenueCallsTest {
    private static final PolymarketTiming SWEEPING = new PolymarketTiming(20, 35, 50, 100, 10_000, 10, 30);

    @Test
    void shouldAnswerWhatNeedsNoCredentials() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            assertThat(venue.get("/ok").body()).isEqualTo("\"OK\"");
            assertThat(venue.get("/time").body()).isEqualTo("1790766966");
            assertThat(venue.get("/version").body()).isEqualTo("{\"version\":2}");
            assertThat(venue.get("/tick-size?token_id=" + YES).body()).isEqualTo("{\"minimum_tick_size\":0.01}");
            assertThat(venue.get("/neg-risk?token_id=" + YES).body()).isEqualTo("{\"neg_risk\":false}");
            assertThat(venue.get("/fee-rate?token_id=" + YES).body()).isEqualTo("{\"base_fee\":1000}");
            assertThat(venue.get("/fee-rate?token_id=1").statusCode()).isEqualTo(404);
            assertThat(venue.get("/book?token_id=1").body())
                    .isEqualTo("{\"error\":\"No orderbook exists for the requested token id\"}");
            JsonNode compact = VenueFixture.JSON.readTree(
                    venue.get("/clob-markets/" + CONDITION).body());
            assertThat(compact.get("fd").toString()).isEqualTo("{\"r\":0.07,\"e\":1,\"to\":true}");
            assertThat(compact.get("t").get(1).get("o").asText()).isEqualTo("Down");
            JsonNode full = VenueFixture.JSON.readTree(
                    venue.get("/markets/" + CONDITION).body());
            assertThat(full.get("accepting_orders").asBoolean()).isTrue();
            assertThat(full.get("minimum_order_size").isNumber()).isTrue();
            assertThat(full.get("tokens").get(0).get("token_id").asText()).isEqualTo(YES);
            assertThat(venue.get("/markets/0x00").statusCode()).isEqualTo(404);
            assertThat(venue.get("/data/orders").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void shouldAnswerBooksThatVerifyThemselves() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            JsonNode book =
                    VenueFixture.JSON.readTree(venue.get("/book?token_id=" + NO).body());
            List<String> keys = new java.util.ArrayList<>();
            book.fieldNames().forEachRemaining(keys::add);
            assertThat(keys)
                    .containsExactly(
                            "market",
                            "asset_id",
                            "timestamp",
                            "hash",
                            "bids",
                            "asks",
                            "min_order_size",
                            "tick_size",
                            "neg_risk",
                            "last_trade_price");
            String hash = book.get("hash").asText();
            ((com.fasterxml.jackson.databind.node.ObjectNode) book).put("hash", "");
            byte[] sha1 = java.security.MessageDigest.getInstance("SHA-1")
                    .digest(book.toString().getBytes("UTF-8"));
            assertThat(java.util.HexFormat.of().formatHex(sha1)).isEqualTo(hash);

            HttpRequest both = HttpRequest.newBuilder(venue.uri("http", "/books"))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "[{\"token_id\":\"" + YES + "\"},{\"token_id\":\"9\"}," + "{\"token_id\":\"" + NO + "\"}]"))
                    .build();
            JsonNode books = VenueFixture.JSON.readTree(
                    venue.http.send(both, HttpResponse.BodyHandlers.ofString()).body());
            assertThat(books).hasSize(2);
            assertThat(books.get(0).get("asset_id").asText()).isEqualTo(NO);
        }
    }

    @Test
    void shouldHoldTakersForTheDelayOfTheMarketAndNobodyElse() throws Exception {
        long anHourMs = 3_600_000;
        try (VenueFixture venue =
                new VenueFixture(VenueFixture.market(10_000, false, anHourMs), VenueFixture.ADDRESS)) {
            venue.withLadder();
            CompletableFuture<HttpResponse<String>> taker = venue.http.sendAsync(
                    venue.signedRequest(
                            "POST", "/order", TestOrder.buy("FOK", "51", "100").body()),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode maker = VenueFixture.JSON.readTree(
                    venue.post(TestOrder.buy("GTC", "4", "10").body()).body());
            assertThat(maker.get("status").asText()).isEqualTo("live");
            assertThat(taker).isNotDone();
            assertThat(venue.exchange.tradeCount()).isZero();
        }
        try (VenueFixture venue = new VenueFixture(VenueFixture.market(10_000, false, 5), VenueFixture.ADDRESS)) {
            venue.withLadder();
            JsonNode taker = VenueFixture.JSON.readTree(
                    venue.post(TestOrder.buy("FOK", "51", "100").body()).body());
            assertThat(taker.get("status").asText()).isEqualTo("matched");
        }
    }

    @Test
    void shouldSweepOrdersWhenHeartbeatsStop() throws Exception {
        try (VenueFixture venue =
                new VenueFixture(VenueFixture.market(10_000, false, 0), VenueFixture.ADDRESS, SWEEPING)) {
            venue.post(TestOrder.buy("GTC", "4", "10").body());
            SocketClient user = venue.userSocket();
            JsonNode first = beat(venue, "");
            JsonNode second = beat(venue, first.get("heartbeat_id").asText());
            JsonNode stale = beat(venue, first.get("heartbeat_id").asText());
            assertThat(stale.get("error").asText()).isEqualTo("Invalid Heartbeat ID");
            assertThat(stale.get("heartbeat_id")).isEqualTo(second.get("heartbeat_id"));
            assertThat(user.drain()).isEmpty();
            venue.nowNs.addAndGet(11_000_000_000L);
            assertThat(user.nextJson().get("type").asText()).isEqualTo("CANCELLATION");
        }
    }

    @Test
    void shouldEndADatedOrderAMinuteEarly() throws Exception {
        try (VenueFixture venue =
                new VenueFixture(VenueFixture.market(10_000, false, 0), VenueFixture.ADDRESS, SWEEPING)) {
            SocketClient user = venue.userSocket();
            long seconds = venue.nowNs.get() / 1_000_000_000L;
            TestOrder order = TestOrder.buy("GTD", "4", "10").expiration(seconds + 180);
            assertThat(venue.post(order.body()).statusCode()).isEqualTo(200);
            JsonNode placed = user.nextJson();
            assertThat(placed.get("order_type").asText()).isEqualTo("GTD");
            assertThat(placed.get("expiration").asText()).isEqualTo(Long.toString(seconds + 180));
            assertThat(user.drain()).isEmpty();
            venue.nowNs.addAndGet(120_000_000_000L);
            assertThat(user.nextJson().get("type").asText()).isEqualTo("CANCELLATION");
        }
    }

    @Test
    void shouldCloseAUserSocketWithWrongCredentials() {
        try (VenueFixture venue = new VenueFixture()) {
            SocketClient client = venue.socket("/ws/user");
            client.send("{\"auth\":{\"apiKey\":\"" + VenueFixture.API_KEY
                    + "\",\"secret\":\"x\",\"passphrase\":\"y\"},\"type\":\"user\"}");
            client.expectClosed();
        }
    }

    @Test
    void shouldSendOwnEventsOnlyAndOnlyOfMarketsAskedFor() throws Exception {
        try (VenueFixture venue = new VenueFixture()) {
            SocketClient rival = venue.socket("/ws/user");
            rival.send("{\"auth\":{\"apiKey\":\"" + VenueFixture.RIVAL_KEY + "\",\"secret\":\"" + VenueFixture.SECRET
                    + "\",\"passphrase\":\"other\"},\"type\":\"user\"}");
            SocketClient elsewhere = venue.socket("/ws/user");
            elsewhere.send("{\"auth\":{\"apiKey\":\"" + VenueFixture.API_KEY + "\",\"secret\":\"" + VenueFixture.SECRET
                    + "\",\"passphrase\":\"" + VenueFixture.PASSPHRASE
                    + "\"},\"markets\":[\"0x12\"],\"type\":\"user\"}");
            assertThat(elsewhere.drain()).isEmpty();
            venue.post(TestOrder.buy("GTC", "4", "10").body());
            assertThat(rival.drain()).isEmpty();
            assertThat(elsewhere.drain()).isEmpty();
            elsewhere.send("{\"markets\":[\"" + CONDITION + "\"],\"operation\":\"subscribe\"}");
            assertThat(elsewhere.drain()).isEmpty();
            venue.post(TestOrder.buy("GTC", "4", "10").body());
            assertThat(elsewhere.drain()).hasSize(1);
        }
    }

    private static JsonNode beat(VenueFixture venue, String id) throws Exception {
        return VenueFixture.JSON.readTree(venue.signed("POST", "/v1/heartbeats", "{\"heartbeat_id\":\"" + id + "\"}")
                .body());
    }
}
