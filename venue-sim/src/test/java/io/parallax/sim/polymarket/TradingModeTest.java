package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.polymarket.VenueFixture.SocketClient;
import io.parallax.sim.polymarket.limit.Policy;
import io.parallax.sim.polymarket.limit.Tier;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Restarts, halts, limits, delays and settlements that fail. */
@Timeout(60)
class TradingModeTest {
    private final VenueFixture venue = new VenueFixture().withLadder();
    private final PolymarketMode mode = new PolymarketMode(venue.server, venue::onLoop);

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldComeBackFromARestartThroughRestingOrdersOnly() throws Exception {
        assertThat(place(TestOrder.buy("GTC", "4.9", "10")).statusCode()).isEqualTo(200); // the first is slow
        mode.restart(400, 800);
        HttpResponse<String> restarting = place(TestOrder.buy("GTC", "4.9", "10"));
        assertThat(restarting.statusCode()).isEqualTo(425);
        assertThat(restarting.headers().firstValue("Retry-After")).contains("1");
        HttpResponse<String> postOnly = restarting;
        while (postOnly.statusCode() == 425) {
            postOnly = place(TestOrder.buy("GTC", "4.9", "10"));
        }
        assertThat(postOnly.statusCode()).isEqualTo(503);
        assertThat(postOnly.body()).contains("\"code\":\"post_only_mode\"");
        assertThat(place(TestOrder.buy("GTC", "4.9", "10").postOnly()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> open = postOnly;
        while (open.statusCode() == 503) {
            open = place(TestOrder.buy("GTC", "4.9", "10"));
        }
        assertThat(open.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeNoCancelWhileHalted() throws Exception {
        TestOrder order = TestOrder.buy("GTC", "4.9", "10");
        assertThat(place(order).statusCode()).isEqualTo(200);
        mode.trading(TradingMode.CANCEL_ONLY);
        assertThat(place(TestOrder.buy("GTC", "4.9", "10")).statusCode()).isEqualTo(503);
        assertThat(cancel(order)).contains("\"canceled\":[\"" + order.id());
        mode.trading(TradingMode.HALTED);
        assertThat(venue.signed("DELETE", "/cancel-all", "").body())
                .isEqualTo("{\"error\":\"Trading is currently disabled. Check polymarket.com for updates\"}");
    }

    @Test
    void shouldAnswerDelayedThenMatchAndLetNobodyCancelMeanwhile() throws Exception {
        mode.delayOrders(VenueFixture.CONDITION, 200);
        SocketClient user = venue.userSocket();
        TestOrder order = TestOrder.buy("FOK", "51", "100");
        JsonNode answer = VenueFixture.JSON.readTree(place(order).body());
        assertThat(answer.get("status").asText()).isEqualTo("delayed");
        assertThat(answer.get("orderID").asText()).isEqualTo(order.id());
        assertThat(answer.get("makingAmount").asText()).isEmpty();
        assertThat(cancel(order)).contains("order match delayed due to market conditions");
        assertThat(status(order)).isEqualTo("DELAYED");
        assertThat(user.nextJson().get("status").asText()).isEqualTo("DELAYED");
        assertThat(user.nextJson().get("type").asText()).isEqualTo("PLACEMENT");
        assertThat(user.nextJson().get("status").asText()).isEqualTo("MATCHED");
        assertThat(status(order)).isEqualTo("MATCHED");
        assertThat(venue.signed("GET", "/markets/" + VenueFixture.CONDITION, "").body())
                .contains("\"seconds_delay\":1");
    }

    @Test
    void shouldRestOrKillADelayedOrderThatFindsNothingAnyMore() throws Exception {
        mode.delayOrders(VenueFixture.CONDITION, 150);
        SocketClient user = venue.userSocket();
        TestOrder kill = TestOrder.buy("FOK", "102", "200");
        assertThat(VenueFixture.JSON.readTree(place(kill).body()).get("status").asText())
                .isEqualTo("delayed");
        assertThat(user.nextJson().get("status").asText()).isEqualTo("DELAYED");
        JsonNode killed = user.nextJson();
        assertThat(killed.get("type").asText()).isEqualTo("CANCELLATION");
        assertThat(killed.get("status").asText()).startsWith("CANCELED_order couldn't be fully filled");
        assertThat(status(kill)).isEqualTo("CANCELED");

        TestOrder resting = TestOrder.buy("GTC", "5.1", "10");
        assertThat(VenueFixture.JSON
                        .readTree(place(resting).body())
                        .get("status")
                        .asText())
                .isEqualTo("delayed");
        assertThat(user.nextJson().get("status").asText()).isEqualTo("DELAYED");
        assertThat(user.nextJson().get("type").asText()).isEqualTo("PLACEMENT");
        assertThat(venue.post(TestOrder.buy("GTC", "4.9", "10").body()).body()).contains("\"live\"");
    }

    @Test
    void shouldTakeAMatchBackThatIsTriedAgainAndFails() throws Exception {
        mode.settleNext(Settlement.ghost(20, 60));
        SocketClient user = venue.userSocket();
        assertThat(place(TestOrder.buy("FOK", "51", "100")).statusCode()).isEqualTo(200);
        List<String> seen = new ArrayList<>();
        while (!seen.contains("FAILED")) {
            JsonNode event = user.nextJson();
            if (event.get("event_type").asText().equals("trade")) {
                seen.add(event.get("status").asText());
            }
        }
        assertThat(seen).containsExactly("MATCHED", "RETRYING", "FAILED");
        assertThat(venue.signed("GET", "/balance-allowance?asset_type=COLLATERAL", "")
                        .body())
                .contains("\"balance\":\"1000000000\"");
        assertThat(venue.signed("GET", "/data/trades", "").body()).contains("TRADE_STATUS_FAILED");
        venue.house(Outcome.YES, Action.SELL, "0.51", "100");
        assertThat(place(TestOrder.buy("FOK", "51", "100")).statusCode()).isEqualTo(200);
        while (!seen.contains("CONFIRMED")) {
            seen.add(user.nextJson().path("status").asText());
        }
    }

    @Test
    void shouldCountOrdersAndCancelsOfASigner() throws Exception {
        mode.limitSigners(Policy.ENFORCE, Tier.STANDARD);
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            batch.add(TestOrder.buy("GTC", "4.9", "10").body());
        }
        String body = "[" + String.join(",", batch) + "]";
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> answer = venue.signed("POST", "/orders", body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Poly-RateLimit-Remaining")).contains(Integer.toString(45 - 15 * i));
            assertThat(answer.headers().firstValue("Poly-RateLimit-Tier")).contains("standard");
        }
        HttpResponse<String> refused = place(TestOrder.buy("GTC", "4.9", "10"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).isEqualTo("{\"error\":\"Too Many Requests\"}");
        HttpResponse<String> all = venue.signed("DELETE", "/cancel-all", "");
        assertThat(all.statusCode()).isEqualTo(200);
        venue.nowNs.addAndGet(1_000_000_000L);
        assertThat(place(TestOrder.buy("GTC", "4.9", "10")).statusCode()).isEqualTo(200);

        mode.limitSigners(Policy.WARN, Tier.STANDARD);
        for (int i = 0; i < 5; i++) {
            assertThat(venue.signed("POST", "/orders", body).statusCode()).isEqualTo(200);
        }
        assertThat(place(TestOrder.buy("GTC", "4.9", "10")).headers().firstValue("Poly-RateLimit-Warning"))
                .isPresent();
    }

    @Test
    void shouldRefuseAnAddressThatAsksTooOften() throws Exception {
        mode.limitAddress(true);
        int passed = 0;
        HttpResponse<String> answer = venue.get("/ok");
        while (answer.statusCode() == 200) {
            passed++;
            answer = venue.get("/ok");
        }
        assertThat(passed).isEqualTo(100);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void shouldPageOrdersAndTrades() throws Exception {
        mode.pageSize(2);
        for (int i = 0; i < 5; i++) {
            assertThat(place(TestOrder.buy("GTC", "4.8", "10")).statusCode()).isEqualTo(200);
        }
        String cursor = "MA==";
        List<Integer> sizes = new ArrayList<>();
        while (!cursor.equals("LTE=")) {
            JsonNode page = VenueFixture.JSON.readTree(venue.signed("GET", "/data/orders?next_cursor=" + cursor, "")
                    .body());
            sizes.add(page.get("data").size());
            assertThat(page.get("count").asInt()).isEqualTo(page.get("data").size());
            cursor = page.get("next_cursor").asText();
        }
        assertThat(sizes).containsExactly(2, 2, 1);
    }

    private HttpResponse<String> place(TestOrder order) throws Exception {
        return venue.post(order.body());
    }

    private String cancel(TestOrder order) throws Exception {
        return venue.signed("DELETE", "/order", "{\"orderID\":\"" + order.id() + "\"}")
                .body();
    }

    private String status(TestOrder order) throws Exception {
        return VenueFixture.JSON
                .readTree(venue.signed("GET", "/data/order/" + order.id(), "").body())
                .path("status")
                .asText();
    }
}
