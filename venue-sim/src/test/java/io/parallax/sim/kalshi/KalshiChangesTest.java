package io.parallax.sim.kalshi;

import static io.parallax.sim.kalshi.KalshiFixture.A;
import static io.parallax.sim.kalshi.KalshiFixture.C;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Market;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Amending, decreasing and batches. */
@Timeout(60)
class KalshiChangesTest {
    private final KalshiFixture venue = new KalshiFixture();
    private final KalshiClient client = venue.client;
    private final Market market = venue.exchange.market(A);

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldKeepThePlaceOfASmallerOrderAndLoseThatOfAnother() {
        String id = resting("0.4000", "5.00", "a1");
        venue.bid(A, "0.40", "7");
        assertThat(change(id, "decrease", "{'reduce_by':'2.00','market_ticker':'" + A + "'}")
                        .body()
                        .get("remaining_count")
                        .asText())
                .isEqualTo("3.00");
        assertThat(change(id, "decrease", "{'reduce_to':'2.50','exchange_index':0}")
                        .body()
                        .get("remaining_count")
                        .asText())
                .isEqualTo("2.50");
        assertThat(change(id, "amend", terms("bid", "0.4000", "1.50", "")).status())
                .isEqualTo(200);
        venue.ask(A, "0.40", "10.5"); // ten of the house rested first
        assertThat(filled(id)).isEqualTo("0.50");

        assertThat(change(id, "amend", terms("bid", "0.4000", "4.50", ""))
                        .body()
                        .get("remaining_count")
                        .asText())
                .isEqualTo("4.00");
        venue.ask(A, "0.40", "7");
        assertThat(filled(id)).isEqualTo("0.50");
        venue.ask(A, "0.40", "1");
        assertThat(filled(id)).isEqualTo("1.50");
    }

    @Test
    void shouldMatchAnOrderThatIsAmendedAcrossTheBook() {
        String id = resting("0.3000", "3.00", "a1");
        KalshiClient.Socket socket = client.socket();
        socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['user_orders']}}");
        socket.next("subscribed");
        KalshiClient.Answer amended =
                change(id, "amend", terms("bid", "0.4300", "12.00", ",'updated_client_order_id':'a2'"));
        assertThat(amended.status()).isEqualTo(200);
        assertThat(amended.body().get("order_id").asText()).isEqualTo(id);
        assertThat(amended.body().get("client_order_id").asText()).isEqualTo("a2");
        assertThat(amended.body().get("fill_count").asText()).isEqualTo("10.00");
        assertThat(amended.body().get("remaining_count").asText()).isEqualTo("2.00");
        assertThat(amended.body().get("average_fill_price").asText()).isEqualTo("0.4200");
        JsonNode told = socket.next("user_order").get("msg");
        assertThat(told.get("yes_price_dollars").asText()).isEqualTo("0.4300");
        assertThat(told.get("last_update_reason").asText()).isEqualTo("Trade");
        assertThat(market.bestMicros(BookSide.BID)).isEqualTo(430_000);
        assertThat(venue.rest(A, "bid", "0.1000", "1.00", "a2", "").code()).isEqualTo("order_already_exists");
        change(id, "decrease", "{'reduce_by':'1.00','market_ticker':'" + A + "'}");
        assertThat(socket.next("user_order").at("/msg/last_update_reason").asText())
                .isEqualTo("Decrease");
        socket.close();
    }

    @Test
    void shouldRefuseTermsThatContradictTheOrderOrTheRules() {
        String id = resting("0.3000", "3.00", "a1");
        assertThat(change(id, "amend", terms("ask", "0.3000", "2.00", "")).code())
                .isEqualTo("order_side_mismatch");
        assertThat(change(id, "amend", terms("bid", "0.3000", "2.00", ",'client_order_id':'other'"))
                        .code())
                .isEqualTo("order_id_and_client_order_id_mismatch");
        assertThat(change(id, "amend", terms("bid", "0.3050", "2.00", "")).code())
                .isEqualTo("invalid_price");
        assertThat(change(id, "amend", terms("bid", "0.3100", "90000.00", "")).code())
                .isEqualTo("insufficient_balance");
        assertThat(change(id, "amend", terms("bid", "0.3100", "0.00", "")).code())
                .isEqualTo("invalid_order_size");
        assertThat(change(id, "amend", "{'ticker':'" + A + "','side':'bid','price':0.31,'count':'2.00'}")
                        .body()
                        .get("details")
                        .asText())
                .contains("AmendOrderV2Request.price");
        assertThat(change("unknown", "amend", terms("bid", "0.3000", "2.00", ""))
                        .code())
                .isEqualTo("not_found");
        assertThat(change(id, "decrease", "{'reduce_by':'1','reduce_to':'1'}").status())
                .isEqualTo(400);
        assertThat(change(id, "decrease", "{'reduce_to':'9.00','market_ticker':'" + A + "'}")
                        .code())
                .isEqualTo("invalid_order_size");
        JsonNode order =
                client.call("GET", "/portfolio/orders/" + id, null).body().get("order");
        assertThat(order.get("remaining_count_fp").asText()).isEqualTo("3.00");
        assertThat(order.get("yes_price_dollars").asText()).isEqualTo("0.3000");
    }

    @Test
    void shouldAnswerEachOrderOfABatchByItself() {
        KalshiClient.Answer created = client.call(
                "POST",
                "/portfolio/events/orders/batched",
                "{\"orders\":[" + KalshiFixture.body(A, "bid", "0.2000", "1.00", "b1", "") + ","
                        + KalshiFixture.body(A, "bid", "0.2050", "1.00", "b2", "") + ","
                        + KalshiFixture.body(A, "bid", "0.2100", "1.00", "b1", "") + "]}");
        assertThat(created.status()).isEqualTo(201);
        JsonNode orders = created.body().get("orders");
        assertThat(orders).hasSize(3);
        assertThat(orders.get(0).get("remaining_count").asText()).isEqualTo("1.00");
        assertThat(orders.get(1).at("/error/code").asText()).isEqualTo("invalid_price");
        assertThat(orders.get(1).get("client_order_id").asText()).isEqualTo("b2");
        assertThat(orders.get(2).at("/error/code").asText()).isEqualTo("order_already_exists");

        String id = orders.get(0).get("order_id").asText();
        KalshiClient.Answer cancelled = client.call(
                "DELETE",
                "/portfolio/events/orders/batched",
                ("{'orders':[{'order_id':'" + id + "','market_ticker':'" + A + "'},{'order_id':'nobody'}]}")
                        .replace('\'', '"'));
        assertThat(cancelled.status()).isEqualTo(200);
        JsonNode gone = cancelled.body().get("orders");
        assertThat(gone.get(0).get("reduced_by").asText()).isEqualTo("1.00");
        assertThat(gone.get(1).get("order_id").asText()).isEqualTo("nobody");
        assertThat(gone.get(1).get("reduced_by").asText()).isEqualTo("0.00");
        assertThat(gone.get(1).at("/error/code").asText()).isEqualTo("not_found");
    }

    @Test
    void shouldCancelEverythingWithAnEmptyAnswer() {
        resting("0.2000", "1.00", "c1");
        venue.mode().transfer(0, 2, 1_000_000);
        assertThat(venue.rest(C, "bid", "0.2000", "1.00", "c2", "").status()).isEqualTo(201);
        KalshiClient.Answer all = client.call("DELETE", "/portfolio/events/orders", null);
        assertThat(all.status()).isEqualTo(204);
        assertThat(venue.account.openOrders()).isEmpty();
    }

    private String resting(String price, String count, String clientId) {
        KalshiClient.Answer answer = venue.rest(A, "bid", price, count, clientId, "");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("order_id").asText();
    }

    private KalshiClient.Answer change(String id, String how, String body) {
        return client.call("POST", "/portfolio/events/orders/" + id + "/" + how, body.replace('\'', '"'));
    }

    private static String terms(String side, String price, String count, String more) {
        return "{'ticker':'" + A + "','side':'" + side + "','price':'" + price + "','count':'" + count + "'" + more
                + "}";
    }

    private String filled(String id) {
        return client.call("GET", "/portfolio/orders/" + id, null)
                .body()
                .at("/order/fill_count_fp")
                .asText();
    }
}
