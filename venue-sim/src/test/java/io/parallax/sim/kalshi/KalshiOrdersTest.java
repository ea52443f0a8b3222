package io.parallax.sim.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.core.MarketState;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KalshiOrdersTest {
    private final KalshiFixture venue = new KalshiFixture();

    @AfterEach
    void stop() {
        venue.close();
    }

    @Test
    void shouldAnswerAFillWithItsAverages() {
        KalshiClient.Answer answer = venue.order("bid", "0.4400", "15.00", "fill_or_kill", "c-1");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("fill_count").asText()).isEqualTo("15.00");
        assertThat(answer.body().get("remaining_count").asText()).isEqualTo("0.00");
        assertThat(answer.body().get("average_fill_price").asText()).isEqualTo("0.4267");
        assertThat(answer.body().get("average_fee_paid").asText()).isEqualTo("0.0171");
        JsonNode fills = get("/portfolio/fills?ticker=" + KalshiFixture.A).get("fills");
        assertThat(fills).hasSize(2);
        assertThat(fills.get(1).get("yes_price_dollars").asText()).isEqualTo("0.4200");
        JsonNode position = get("/portfolio/positions").get("market_positions").get(0);
        assertThat(position.get("position_fp").asText()).isEqualTo("15.00");
        assertThat(position.get("market_exposure_dollars").asText()).isEqualTo("6.400000");
        assertThat(get("/portfolio/balance").get("balance_dollars").asText()).isEqualTo("993.3432");
        assertThat(get("/portfolio/balance").get("balance").asLong()).isEqualTo(99_334);
    }

    @Test
    void shouldNetASaleAgainstThePosition() {
        venue.order("bid", "0.4200", "10.00", "immediate_or_cancel", "c-1");
        KalshiClient.Answer sale = venue.order("ask", "0.4000", "10.00", "immediate_or_cancel", "c-2");

        assertThat(sale.body().get("average_fill_price").asText()).isEqualTo("0.4000");
        JsonNode position = get("/portfolio/positions").get("market_positions").get(0);
        assertThat(position.get("position_fp").asText()).isEqualTo("0.00");
        assertThat(position.get("realized_pnl_dollars").asText()).isEqualTo("-0.200000");
    }

    @Test
    void shouldRestListAndCancel() {
        KalshiClient.Answer rests = venue.order("bid", "0.3000", "5.00", "good_till_canceled", "c-1");
        String id = rests.body().get("order_id").asText();
        assertThat(rests.body().has("average_fill_price")).isFalse();
        assertThat(get("/portfolio/orders?status=resting&ticker=" + KalshiFixture.A)
                        .get("orders"))
                .hasSize(1);
        assertThat(get("/portfolio/balance").get("balance_dollars").asText()).isEqualTo("998.5000");

        KalshiClient.Answer cancel = venue.client.call(
                "DELETE", "/portfolio/events/orders/" + id + "?market_ticker=" + KalshiFixture.A, null);
        assertThat(cancel.body().get("reduced_by").asText()).isEqualTo("5.00");
        assertThat(venue.client
                        .call("DELETE", "/portfolio/events/orders/" + id, null)
                        .code())
                .isEqualTo("not_found");
        JsonNode order = get("/portfolio/orders/" + id).get("order");
        assertThat(order.get("initial_count_fp").asText()).isEqualTo("5.00");

        venue.order("bid", "0.3000", "5.00", "good_till_canceled", "c-2");
        venue.order("bid", "0.2900", "5.00", "good_till_canceled", "c-3");
        assertThat(venue.client.call("DELETE", "/portfolio/events/orders", null).status())
                .isEqualTo(204);
        assertThat(venue.account.openOrders()).isEmpty();
    }

    @Test
    void shouldRefuseAsTheVenueDoes() {
        refused(venue.order("bid", "0.4300", "50.00", "fill_or_kill", "k-1"), 409, killed());
        refused(venue.order("bid", "0.4400", "1.00", "fill_or_kill", "k-1"), 409, "order_already_exists");
        refused(venue.order("bid", "0.4250", "1.00", "immediate_or_cancel", "k-2"), 400, "invalid_price");
        refused(venue.order("bid", "0.9000", "9000.00", "good_till_canceled", "k-3"), 400, "insufficient_balance");
        refused(venue.order("bid", "0.4200", "0.00", "immediate_or_cancel", "k-4"), 400, "invalid_order_size");
        refused(
                post("{'ticker':'KXNONE','side':'bid','price':'0.5000','count':'1.00',"
                        + "'time_in_force':'immediate_or_cancel','self_trade_prevention_type':'maker'}"),
                404,
                "market_not_found");
        KalshiClient.Answer number = post("{'ticker':'" + KalshiFixture.A + "','side':'bid','price':0.5,'count':'1.00',"
                + "'time_in_force':'immediate_or_cancel','self_trade_prevention_type':'maker'}");
        assertThat(number.status()).isEqualTo(400);
        assertThat(number.body().get("code").asText()).isEqualTo("bad_request");
        KalshiClient.Answer postOnly = post("{'ticker':'" + KalshiFixture.A
                + "','side':'bid','price':'0.4200','count':'1.00','time_in_force':'good_till_canceled',"
                + "'self_trade_prevention_type':'maker','post_only':true}");
        assertThat(postOnly.body().at("/error/details").asText()).isEqualTo("post only cross");
        assertThat(venue.client.call("POST", "/portfolio/orders", "{}").status())
                .isEqualTo(410);
        assertThat(venue.client
                        .call("GET", "/markets?status=active", null)
                        .body()
                        .at("/error/details")
                        .asText())
                .isEqualTo("invalid status filter");
        assertThat(venue.client
                        .call("GET", "/portfolio/orders?limit=5000", null)
                        .body()
                        .get("msg")
                        .asText())
                .contains("'Limit' failed on the 'lte' tag");
        venue.run(
                () -> venue.exchange.setState(venue.exchange.market(KalshiFixture.A), MarketState.CLOSED, 1_000_000L));
        refused(venue.order("bid", "0.4400", "1.00", "fill_or_kill", "k-5"), 400, "market_already_closed");
    }

    private static String killed() {
        return "fill_or_kill_insufficient_resting_volume";
    }

    @Test
    void shouldAcceptNothingFilledAsAnImmediateOrderThatIsDone() {
        KalshiClient.Answer answer = venue.order("bid", "0.4100", "3.00", "immediate_or_cancel", "c-1");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("fill_count").asText()).isEqualTo("0.00");
        assertThat(answer.body().get("remaining_count").asText()).isEqualTo("0.00");
    }

    @Test
    void shouldSufferTheFaultsAskedFor() {
        venue.run(venue.server::loseNextOrderAnswer);
        assertThatThrownBy(() -> venue.order("bid", "0.4200", "2.00", "immediate_or_cancel", "c-1"))
                .isInstanceOf(UncheckedIOException.class);
        refused(venue.order("bid", "0.4200", "2.00", "immediate_or_cancel", "c-1"), 409, "order_already_exists");
        assertThat(get("/portfolio/fills").get("fills")).hasSize(1);

        venue.run(() -> venue.server.rejectNextOrder("insufficient_balance"));
        refused(venue.order("bid", "0.4200", "2.00", "immediate_or_cancel", "c-2"), 400, "insufficient_balance");
        venue.run(() -> venue.server.failNextOrder(503));
        assertThat(venue.order("bid", "0.4200", "2.00", "immediate_or_cancel", "c-2")
                        .status())
                .isEqualTo(503);
        assertThat(venue.order("bid", "0.4200", "2.00", "immediate_or_cancel", "c-2")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void shouldDescribeMarketsSeriesAndBooks() {
        JsonNode market = get("/markets/" + KalshiFixture.A).get("market");
        assertThat(market.get("status").asText()).isEqualTo("active");
        assertThat(market.get("yes_bid_dollars").asText()).isEqualTo("0.4000");
        assertThat(market.at("/price_ranges/0/step").asText()).isEqualTo("0.0100");
        assertThat(get("/markets/" + KalshiFixture.B)
                        .at("/market/yes_ask_size_fp")
                        .asText())
                .isEqualTo("0.00");
        assertThat(get("/markets?limit=1").get("cursor").asText()).isNotEmpty();
        assertThat(get("/series/KXTEST").at("/series/fee_type").asText()).isEqualTo("quadratic");
        JsonNode book =
                get("/markets/" + KalshiFixture.A + "/orderbook?depth=1").get("orderbook_fp");
        assertThat(book.get("no_dollars").toString()).isEqualTo("[[\"0.5800\",\"10.00\"]]");
        assertThat(get("/exchange/status").get("trading_active").asBoolean()).isTrue();
    }

    private JsonNode get(String path) {
        KalshiClient.Answer answer = venue.client.call("GET", path, null);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private KalshiClient.Answer post(String body) {
        return venue.client.call("POST", "/portfolio/events/orders", body.replace('\'', '"'));
    }

    private static void refused(KalshiClient.Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
