package io.parallax.sim.polymarket;

import static io.parallax.sim.polymarket.VenueFixture.CONDITION;
import static io.parallax.sim.polymarket.VenueFixture.NO;
import static io.parallax.sim.polymarket.VenueFixture.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.polymarket.VenueFixture.SocketClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderEntryTest {
    // Throw-away: the well-known second development account of Ethereum tool kits.
    private static final String OTHER_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

    private final VenueFixture venue = new VenueFixture().withLadder();

    @AfterEach
    void stop() {
        venue.close();
    }

    @Test
    void shouldRestAnOrderBelowTheMarketAndCancelIt() throws Exception {
        TestOrder order = TestOrder.buy("GTC", "4", "10");
        SocketClient user = venue.userSocket();
        JsonNode answer = json(venue.post(order.body()), 200);
        assertThat(answer.toString())
                .isEqualTo("{\"success\":true,\"errorMsg\":\"\",\"orderID\":\"" + order.id()
                        + "\",\"status\":\"live\",\"makingAmount\":\"\",\"takingAmount\":\"\","
                        + "\"transactionsHashes\":[],\"tradeIDs\":[]}");
        JsonNode placed = user.nextJson();
        assertThat(placed.get("type").asText()).isEqualTo("PLACEMENT");
        assertThat(placed.get("status").asText()).isEqualTo("LIVE");
        assertThat(placed.get("price").asText()).isEqualTo("0.4");
        assertThat(placed.get("original_size").asText()).isEqualTo("10");
        assertThat(placed.get("outcome").asText()).isEqualTo("Up");

        assertThat(json(venue.signed("GET", "/data/orders", ""), 200).get("data"))
                .hasSize(1);
        assertThat(json(venue.signed("GET", "/data/order/" + order.id(), ""), 200)
                        .get("status")
                        .asText())
                .isEqualTo("LIVE");
        String cancel = "{\"orderID\":\"" + order.id() + "\"}";
        assertThat(json(venue.signed("DELETE", "/order", cancel), 200).toString())
                .isEqualTo("{\"canceled\":[\"" + order.id() + "\"],\"not_canceled\":{}}");
        assertThat(json(venue.signed("DELETE", "/order", cancel), 200)
                        .get("not_canceled")
                        .get(order.id())
                        .asText())
                .isEqualTo("Order not found or already canceled");
        JsonNode cancelled = user.nextJson();
        assertThat(cancelled.get("type").asText()).isEqualTo("CANCELLATION");
        assertThat(cancelled.get("status").asText()).isEqualTo("CANCELED");
        assertThat(json(venue.signed("GET", "/data/order/" + order.id(), ""), 200)
                        .get("status")
                        .asText())
                .isEqualTo("CANCELED");
    }

    @Test
    void shouldFillAnOrderThatSpendsAtTheMakersPrices() throws Exception {
        TestOrder order = TestOrder.buy("FOK", "77", "148.0769");
        SocketClient user = venue.userSocket();
        JsonNode answer = json(venue.post(order.body()), 200);
        assertThat(answer.get("status").asText()).isEqualTo("matched");
        assertThat(answer.get("makingAmount").asText()).isEqualTo("77");
        assertThat(answer.get("takingAmount").asText()).isEqualTo("150");
        assertThat(answer.get("tradeIDs")).hasSize(1);

        assertThat(user.nextJson().get("type").asText()).isEqualTo("PLACEMENT");
        JsonNode firstFill = user.nextJson();
        assertThat(firstFill.get("size_matched").asText()).isEqualTo("100");
        assertThat(firstFill.get("status").asText()).isEqualTo("LIVE");
        JsonNode lastFill = user.nextJson();
        assertThat(lastFill.get("type").asText()).isEqualTo("UPDATE");
        assertThat(lastFill.get("size_matched").asText()).isEqualTo("150");
        assertThat(lastFill.get("status").asText()).isEqualTo("MATCHED");
        for (String status : new String[] {"MATCHED", "MINED", "CONFIRMED"}) {
            JsonNode trade = user.nextJson();
            assertThat(trade.get("event_type").asText()).isEqualTo("trade");
            assertThat(trade.get("status").asText()).isEqualTo(status);
            assertThat(trade.get("id").asText())
                    .isEqualTo(answer.get("tradeIDs").get(0).asText());
            assertThat(trade.get("taker_order_id").asText()).isEqualTo(order.id());
            assertThat(trade.get("trader_side").asText()).isEqualTo("TAKER");
            assertThat(trade.get("size").asText()).isEqualTo("150");
            assertThat(trade.get("maker_orders")).hasSize(2);
            JsonNode maker = trade.get("maker_orders").get(1);
            assertThat(maker.get("price").asText()).isEqualTo("0.52");
            assertThat(maker.get("matched_amount").asText()).isEqualTo("50");
            assertThat(maker.get("side").asText()).isEqualTo("SELL");
        }
        JsonNode rows = json(
                venue.signed(
                        "GET",
                        "/data/trades?id=" + answer.get("tradeIDs").get(0).asText(),
                        ""),
                200);
        assertThat(rows.get("data").get(0).get("status").asText()).isEqualTo("TRADE_STATUS_CONFIRMED");
        assertThat(balance("CONDITIONAL&token_id=" + YES)).isEqualTo("150000000");
        assertThat(Long.parseLong(balance("COLLATERAL"))).isLessThan(1_000_000_000L - 77_000_000L);
    }

    @Test
    void shouldBuyTheOtherOutcomeByMinting() throws Exception {
        JsonNode answer =
                json(venue.post(TestOrder.buy("FAK", "25.5", "50").token(NO).body()), 200);
        assertThat(answer.get("makingAmount").asText()).isEqualTo("25.5");
        assertThat(answer.get("takingAmount").asText()).isEqualTo("50");
        assertThat(balance("CONDITIONAL&token_id=" + NO)).isEqualTo("50000000");
    }

    @Test
    void shouldSellWhatWasBought() throws Exception {
        json(venue.post(TestOrder.buy("FOK", "51", "100").body()), 200);
        JsonNode answer = json(venue.post(TestOrder.sell("FAK", "100", "48").body()), 200);
        assertThat(answer.get("status").asText()).isEqualTo("matched");
        assertThat(answer.get("makingAmount").asText()).isEqualTo("100");
        assertThat(answer.get("takingAmount").asText()).isEqualTo("49");
        assertThat(balance("CONDITIONAL&token_id=" + YES)).isEqualTo("0");
        expectRefusal(TestOrder.sell("FOK", "10", "4.8"), "not enough balance / allowance: the balance is not enough");
    }

    @Test
    void shouldTellTheMakerWhenAStrangerTakesItsOrder() throws Exception {
        TestOrder order = TestOrder.buy("GTC", "12.5", "25");
        json(venue.post(order.body()), 200);
        SocketClient user = venue.userSocket();
        venue.house(Outcome.NO, Action.BUY, "0.5", "10");
        JsonNode update = user.nextJson();
        assertThat(update.get("type").asText()).isEqualTo("UPDATE");
        assertThat(update.get("status").asText()).isEqualTo("LIVE");
        assertThat(update.get("size_matched").asText()).isEqualTo("10");
        JsonNode trade = user.nextJson();
        assertThat(trade.get("trader_side").asText()).isEqualTo("MAKER");
        assertThat(trade.get("asset_id").asText()).isEqualTo(NO);
        assertThat(trade.get("bucket_index").asInt()).isZero();
        JsonNode maker = trade.get("maker_orders").get(0);
        assertThat(maker.get("order_id").asText()).isEqualTo(order.id());
        assertThat(maker.get("owner").asText()).isEqualTo(VenueFixture.API_KEY);
        assertThat(maker.get("asset_id").asText()).isEqualTo(YES);
        assertThat(maker.get("price").asText()).isEqualTo("0.5");
    }

    @Test
    void shouldKillWhatCannotBeFilled() throws Exception {
        SocketClient user = venue.userSocket();
        TestOrder order = TestOrder.buy("FOK", "510", "1000");
        expectRefusal(order, OrderDesk.FOK_KILLED);
        JsonNode killed = user.nextJson();
        assertThat(killed.get("id").asText()).isEqualTo(order.id());
        assertThat(killed.get("status").asText()).isEqualTo("CANCELED_" + OrderDesk.FOK_KILLED);
        assertThat(killed.get("size_matched").asText()).isEmpty();
        expectRefusal(TestOrder.buy("FAK", "5", "10"), OrderDesk.FAK_KILLED);
        assertThat(user.nextJson().get("status").asText()).startsWith("CANCELED_no orders found");
        JsonNode partly = json(venue.post(TestOrder.buy("FAK", "510", "1000").body()), 200);
        assertThat(partly.get("takingAmount").asText()).isEqualTo("100");
    }

    @Test
    void shouldRefuseWhatTheVenueRefuses() throws Exception {
        expectRefusal(TestOrder.buy("GTC", "5.13", "10"), "Price (0.513) breaks minimum tick size rule: 0.01");
        expectRefusal(TestOrder.buy("FOK", "5.13", "10"), "Price (0.513) breaks minimum tick size rule: 0.01");
        expectRefusal(TestOrder.buy("GTC", "10", "10"), "invalid price (1), min: 0.01 - max: 0.99");
        expectRefusal(TestOrder.buy("GTC", "0.8", "2"), "Size (2) lower than the minimum: 5");
        expectRefusal(TestOrder.buy("FOK", "5.115", "10.0294"), "supports a max accuracy of 2 decimals");
        expectRefusal(TestOrder.buy("FOK", "10", "19.60784"), "taker amount a max of 4 decimals");
        expectRefusal(
                TestOrder.buy("FOK", "0.51", "1"), "invalid amount for a marketable BUY order ($0.51), min size: $1");
        expectRefusal(TestOrder.buy("GTD", "4", "10").expiration(1_790_767_000L), "invalid expiration");
        expectRefusal(TestOrder.buy("GTC", "5.1", "10").postOnly(), "invalid post-only order: order crosses book");
        expectRefusal(
                TestOrder.buy("GTC", "4", "10").owner(VenueFixture.RIVAL_KEY), "the order owner has to be the owner");
        expectRefusal(TestOrder.buy("GTC", "4", "10").token("12345"), "Invalid token id");
        expectRefusal(TestOrder.buy("GTC", "4", "10").key(OTHER_KEY), "the order signer address has to be the address");
        expectRefusal(
                TestOrder.buy("GTC", "4", "10").domain("2", "0xe2222d279d744050d28e00520010520000310F59"),
                "invalid signature");
        expectRefusal(
                TestOrder.buy("GTC", "4", "10").domain("3", "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa"),
                "order_version_mismatch");
        expectRefusal(
                TestOrder.buy("GTC", "4", "10").wallet("0x1111111111111111111111111111111111111111", 2),
                "maker address not allowed");
        expectRefusal(
                TestOrder.buy("GTC", "1980", "4950"),
                "not enough balance / allowance: the balance is not enough -> balance: 1000000000, sum of matched orders: 0,"
                        + " order amount (inc. fees): ");
        expectRefusal(TestOrder.buy("GTC", "40000000", "100000000"), "not enough balance / allowance");
        TestOrder twice = TestOrder.buy("GTC", "4", "10");
        json(venue.post(twice.body()), 200);
        expectRefusal(twice, "order " + twice.id() + " is invalid. Duplicated.");
    }

    @Test
    void shouldRefuseOrdersThatAreNotWellFormed() throws Exception {
        String good = TestOrder.buy("GTC", "4", "10").body();
        assertThat(error(venue.post("{\"order\":1"))).isEqualTo("Invalid payload");
        assertThat(error(venue.post("{}"))).isEqualTo("Invalid order payload");
        assertThat(error(venue.post(good.replaceFirst("\"salt\":(\\d+)", "\"salt\":\"$1\""))))
                .isEqualTo("Invalid order payload");
        assertThat(error(venue.post(good.replace("\"timestamp\"", "\"nonce\""))))
                .isEqualTo("order_version_mismatch");
        assertThat(error(venue.post(good.replace("\"BUY\"", "\"HOLD\"")))).isEqualTo("Invalid side");
        assertThat(error(venue.post(good.replace("\"GTC\"", "\"IOC\"")))).isEqualTo("Invalid order payload");
        assertThat(error(venue.post(good.replace("\"makerAmount\":\"4000000\"", "\"makerAmount\":\"-4\""))))
                .isEqualTo("Invalid order payload");
    }

    @Test
    void shouldRefuseRequestsThatAreNotTheTraders() throws Exception {
        HttpRequest good = venue.signedRequest("GET", "/data/orders", "");
        for (String header :
                new String[] {"POLY_ADDRESS", "POLY_SIGNATURE", "POLY_TIMESTAMP", "POLY_API_KEY", "POLY_PASSPHRASE"}) {
            HttpRequest bad = HttpRequest.newBuilder(good, (name, value) -> true)
                    .setHeader(header, header.equals("POLY_TIMESTAMP") ? "1790766967" : "wrong")
                    .build();
            HttpResponse<String> answer = venue.http.send(bad, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(header).isEqualTo(401);
            assertThat(error(answer)).isEqualTo("Unauthorized/Invalid api key");
        }
        assertThat(venue.http.send(good, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        venue.nowNs.addAndGet(60_000_000_000L);
        assertThat(venue.http.send(good, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldExecuteAnOrderWhoseAnswerGetsLost() throws Exception {
        venue.onLoop(venue.server::loseNextOrderAnswer);
        TestOrder order = TestOrder.buy("FOK", "51", "100");
        String body = order.body();
        assertThatThrownBy(() -> venue.post(body)).isInstanceOf(IOException.class);
        JsonNode found = json(venue.signed("GET", "/data/order/" + order.id(), ""), 200);
        assertThat(found.get("status").asText()).isEqualTo("MATCHED");
        assertThat(found.get("size_matched").asText()).isEqualTo("100");
        assertThat(error(venue.post(body))).endsWith("is invalid. Duplicated.");
        assertThat(venue.signed("GET", "/data/order/0x" + "12".repeat(32), "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseOrFailTheNextOrderOnDemandOnly() throws Exception {
        venue.onLoop(() -> venue.server.rejectNextOrder(400, "not enough balance / allowance"));
        TestOrder order = TestOrder.buy("GTC", "4", "10");
        expectRefusal(order, "not enough balance / allowance");
        for (int status : new int[] {403, 425, 429, 500, 503}) {
            venue.onLoop(() -> venue.server.failNextOrder(status));
            assertThat(venue.post(order.body()).statusCode()).isEqualTo(status);
        }
        venue.onLoop(() -> venue.server.setMode(TradingMode.POST_ONLY));
        HttpResponse<String> answer = venue.post(order.body());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("79");
        json(venue.post(TestOrder.buy("GTC", "4", "10").postOnly().body()), 200);
        venue.onLoop(() -> venue.server.setMode(TradingMode.NORMAL));
        json(venue.post(order.body()), 200);
    }

    @Test
    void shouldCancelInBulk() throws Exception {
        TestOrder up = TestOrder.buy("GTC", "4", "10");
        TestOrder down = TestOrder.buy("GTC", "4", "10").token(NO);
        TestOrder third = TestOrder.buy("GTC", "3", "10");
        for (TestOrder order : new TestOrder[] {up, down, third}) {
            json(venue.post(order.body()), 200);
        }
        String inMarket = "{\"market\":\"" + CONDITION + "\",\"asset_id\":\"" + NO + "\"}";
        assertThat(canceled(venue.signed("DELETE", "/cancel-market-orders", inMarket)))
                .isEqualTo("[\"" + down.id() + "\"]");
        assertThat(canceled(venue.signed("DELETE", "/orders", "[\"" + up.id() + "\"]")))
                .isEqualTo("[\"" + up.id() + "\"]");
        assertThat(canceled(venue.signed("DELETE", "/cancel-all", ""))).isEqualTo("[\"" + third.id() + "\"]");
        assertThat(error(venue.signed("DELETE", "/order", "{\"orderID\":\"7\"}")))
                .isEqualTo("Invalid orderID");
    }

    private void expectRefusal(TestOrder order, String text) throws Exception {
        HttpResponse<String> answer = venue.post(order.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(error(answer)).contains(text);
    }

    private String balance(String asset) throws Exception {
        return json(venue.signed("GET", "/balance-allowance?signature_type=0&asset_type=" + asset, ""), 200)
                .get("balance")
                .asText();
    }

    private static String canceled(HttpResponse<String> answer) throws Exception {
        return json(answer, 200).get("canceled").toString();
    }

    private static String error(HttpResponse<String> answer) throws Exception {
        return VenueFixture.JSON.readTree(answer.body()).path("error").asText();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return VenueFixture.JSON.readTree(answer.body());
    }
}
