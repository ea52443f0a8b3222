package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The answers to orders, letter by letter but for ids and figures, against the shared vectors. */
@Timeout(60)
class OrderResponsesTest {
    private final VenueFixture venue = new VenueFixture().withLadder();
    private final PolymarketMode mode = new PolymarketMode(venue.server, venue::onLoop);

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldAnswerAcceptedOrders() throws Exception {
        same("resting", TestOrder.buy("GTC", "4.9", "10"));
        same("matched", TestOrder.buy("FOK", "5.1", "10"));
        mode.delayOrders(VenueFixture.CONDITION, 60_000);
        same("delayed", TestOrder.buy("FOK", "5.1", "10"));
    }

    @Test
    void shouldAnswerRefusedOrders() throws Exception {
        same("fok-killed", TestOrder.buy("FOK", "510", "1000"));
        same("post-only-cross", TestOrder.buy("GTC", "5.1", "10").postOnly());
        same("balance-detail", TestOrder.buy("GTC", "980", "2000"));
        same("tick", TestOrder.buy("GTC", "5.13", "10"));
        same("min-size", TestOrder.buy("GTC", "0.8", "2"));
        same("marketable-min", TestOrder.buy("FOK", "0.51", "1"));
        same("version", TestOrder.buy("GTC", "4.9", "10").domain("3", "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa"));
        TestOrder twice = TestOrder.buy("GTC", "4.9", "10");
        venue.post(twice.body());
        same("duplicate", twice);
    }

    @Test
    void shouldAnswerForAVenueInTrouble() throws Exception {
        TestOrder order = TestOrder.buy("GTC", "4.9", "10");
        mode.trading(TradingMode.RESTARTING);
        same("restart", order);
        mode.trading(TradingMode.POST_ONLY);
        same("restart-post-only", order);
        mode.trading(TradingMode.NORMAL);
        venue.onLoop(() -> venue.server.failNextOrder(429));
        same("rate", order);
        venue.onLoop(() -> venue.server.failNextOrder(500));
        same("timeout-500", order);
    }

    private void same(String id, TestOrder order) throws Exception {
        JsonNode vector = Vectors.one("order_responses.json", id);
        HttpResponse<String> ours = venue.post(order.body());
        assertThat(ours.statusCode())
                .as(id + ours.body())
                .isEqualTo(vector.get("httpStatus").asInt());
        vector.get("headers").properties().forEach(header -> assertThat(
                        ours.headers().firstValue(header.getKey()))
                .as(id + " " + header.getKey())
                .contains(header.getValue().asText()));
        String body = vector.get("body").isTextual()
                ? vector.get("body").asText()
                : vector.get("body").toString();
        assertThat(shape(ours.body())).as(id).isEqualTo(shape(body));
    }

    /** The text without ids and figures. */
    private static String shape(String body) {
        return body.replaceAll("0x[0-9a-f]{64}", "ORDER")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "TRADE")
                .replaceAll("[0-9]+(\\.[0-9]+)?", "#");
    }
}
