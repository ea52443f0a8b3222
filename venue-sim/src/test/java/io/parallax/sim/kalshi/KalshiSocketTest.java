package io.parallax.sim.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.SharedVectors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KalshiSocketTest {
    private final KalshiFixture venue = new KalshiFixture();

    @AfterEach
    void stop() {
        venue.close();
    }

    @Test
    void shouldHoldTheSharedDialogues() {
        for (JsonNode dialogue :
                SharedVectors.json("kalshi/vectors/ws_protocol.json").get("dialogues")) {
            try (KalshiClient.Socket socket = venue.client.socket()) {
                play(dialogue, socket);
            }
        }
    }

    /** Frames that follow one command are compared in any order: the captures disagree on it. */
    private static void play(JsonNode dialogue, KalshiClient.Socket socket) {
        Map<String, JsonNode> bound = new HashMap<>();
        List<JsonNode> pending = new ArrayList<>();
        for (JsonNode step : dialogue.get("steps")) {
            if (step.has("send")) {
                receive(dialogue, socket, pending, bound);
                pending.clear();
                socket.send(substitute(step.get("send"), bound));
            } else {
                pending.add(step.get("receive"));
            }
        }
        receive(dialogue, socket, pending, bound);
    }

    private static void receive(
            JsonNode dialogue, KalshiClient.Socket socket, List<JsonNode> patterns, Map<String, JsonNode> bound) {
        List<JsonNode> open = new ArrayList<>(patterns);
        for (int i = 0; i < patterns.size(); i++) {
            JsonNode frame = socket.next();
            JsonNode met = open.stream()
                    .filter(pattern -> fits(pattern, frame, new HashMap<>(bound)))
                    .findFirst()
                    .orElse(null);
            assertThat(met)
                    .as(dialogue.get("id") + ": " + frame + " is none of " + open)
                    .isNotNull();
            fits(met, frame, bound);
            open.remove(met);
        }
    }

    private static boolean fits(JsonNode pattern, JsonNode actual, Map<String, JsonNode> bound) {
        if (actual == null) {
            return false;
        } else if (pattern.isTextual() && pattern.asText().startsWith("$")) {
            JsonNode before = bound.putIfAbsent(pattern.asText(), actual);
            return before == null || before.equals(actual);
        } else if (pattern.isObject()) {
            for (Map.Entry<String, JsonNode> field : pattern.properties()) {
                boolean same = field.getKey().equals("market_tickers")
                        ? texts(field.getValue()).equals(texts(actual.path(field.getKey())))
                        : fits(field.getValue(), actual.get(field.getKey()), bound);
                if (!same) {
                    return false;
                }
            }
            return true;
        } else if (pattern.isArray()) {
            for (int i = 0; i < pattern.size(); i++) {
                if (!fits(pattern.get(i), actual.get(i), bound)) {
                    return false;
                }
            }
            return pattern.size() == actual.size();
        }
        return pattern.equals(actual);
    }

    private static TreeSet<String> texts(JsonNode array) {
        TreeSet<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode substitute(JsonNode node, Map<String, JsonNode> bound) {
        if (node.isTextual() && node.asText().startsWith("$")) {
            return bound.get(node.asText());
        } else if (node.isObject()) {
            ObjectNode copy = KalshiClient.JSON.createObjectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), substitute(field.getValue(), bound)));
            return copy;
        } else if (node.isArray()) {
            ArrayNode copy = KalshiClient.JSON.createArrayNode();
            node.forEach(item -> copy.add(substitute(item, bound)));
            return copy;
        }
        return node;
    }

    @Test
    void shouldServeBothPriceViewsAndLeaveEmptySidesOut() {
        try (KalshiClient.Socket own = venue.client.socket();
                KalshiClient.Socket yes = venue.client.socket()) {
            own.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':['"
                    + KalshiFixture.A + "','" + KalshiFixture.B + "'],'use_yes_price':false}}");
            yes.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':['"
                    + KalshiFixture.A + "'],'use_yes_price':true}}");
            JsonNode ownBook = own.next("orderbook_snapshot").get("msg");
            JsonNode emptyBook = own.next("orderbook_snapshot").get("msg");
            JsonNode yesBook = yes.next("orderbook_snapshot").get("msg");

            assertThat(ownBook.get("no_dollars_fp").toString())
                    .isEqualTo("[[\"0.5600\",\"30.00\"],[\"0.5800\",\"10.00\"]]");
            assertThat(yesBook.get("no_dollars_fp").toString())
                    .isEqualTo("[[\"0.4400\",\"30.00\"],[\"0.4200\",\"10.00\"]]");
            assertThat(emptyBook.has("yes_dollars_fp")).isFalse();
            assertThat(emptyBook.has("no_dollars_fp")).isFalse();

            Order order = venue.ask(KalshiFixture.A, "0.43", "2.50");
            assertDelta(own.next("orderbook_delta"), 3, "0.5700", "2.50");
            assertDelta(yes.next("orderbook_delta"), 2, "0.4300", "2.50");
            venue.run(() -> venue.exchange.cancel(order, CancelReason.USER, 1_000_000L));
            assertDelta(own.next("orderbook_delta"), 4, "0.5700", "-2.50");
        }
    }

    private static void assertDelta(JsonNode frame, long seq, String price, String delta) {
        assertThat(frame.get("seq").asLong()).isEqualTo(seq);
        assertThat(frame.at("/msg/side").asText()).isEqualTo("no");
        assertThat(frame.at("/msg/price_dollars").asText()).isEqualTo(price);
        assertThat(frame.at("/msg/delta_fp").asText()).isEqualTo(delta);
        assertThat(frame.has("sending_ts_ms")).isTrue();
    }

    @Test
    void shouldSendTradesFillsAndOrdersOfAnOrder() {
        try (KalshiClient.Socket socket = venue.client.socket()) {
            socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta','trade'],'market_ticker':'"
                    + KalshiFixture.A + "'}}");
            socket.send("{'id':2,'cmd':'subscribe','params':{'channels':['fill','user_orders']}}");
            socket.next("orderbook_snapshot");
            socket.next("subscribed");
            socket.next("subscribed");

            venue.order("bid", "0.4400", "15.00", "immediate_or_cancel", "c-1");

            JsonNode first = socket.next("orderbook_delta");
            JsonNode second = socket.next("orderbook_delta");
            assertThat(first.at("/msg/delta_fp").asText()).isEqualTo("-10.00");
            assertThat(second.at("/msg/delta_fp").asText()).isEqualTo("-5.00");
            assertThat(second.at("/msg/ts_ms")).isEqualTo(first.at("/msg/ts_ms"));
            JsonNode trade = socket.next("trade").get("msg");
            assertThat(trade.get("taker_book_side").asText()).isEqualTo("bid");
            assertThat(socket.next("user_order").at("/msg/status").asText()).isEqualTo("executed");
            JsonNode fill = socket.next("fill").get("msg");
            assertThat(fill.get("trade_id")).isEqualTo(trade.get("trade_id"));
            assertThat(fill.get("client_order_id").asText()).isEqualTo("c-1");
            assertThat(fill.get("fee_cost").asText()).isEqualTo("0.170600");
            assertThat(fill.get("post_position_fp").asText()).isEqualTo("10.00");
            assertThat(socket.next("fill").at("/msg/post_position_fp").asText()).isEqualTo("15.00");
        }
    }

    /** One message an event, as recorded: no step in between, and no field of another state than the others. */
    @Test
    void shouldTellEachOrderOnceInOneState() {
        try (KalshiClient.Socket socket = venue.client.socket()) {
            socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['user_orders']}}");
            socket.next("subscribed");

            venue.order("bid", "0.4400", "15.00", "immediate_or_cancel", "whole");
            assertState(socket.next(), "whole", "executed", "15.00", "0.00", "6.400000");

            venue.order("bid", "0.4400", "40.00", "immediate_or_cancel", "part");
            assertState(socket.next(), "part", "canceled", "25.00", "0.00", "11.000000");

            venue.order("bid", "0.4400", "1.00", "immediate_or_cancel", "nothing");
            assertState(socket.next(), "nothing", "canceled", "0.00", "0.00", "0.000000");

            venue.ask(KalshiFixture.A, "0.43", "2");
            venue.order("bid", "0.4300", "5.00", "good_till_canceled", "rest");
            assertState(socket.next(), "rest", "resting", "2.00", "3.00", "0.860000");

            Order crossing = venue.ask(KalshiFixture.A, "0.43", "4");
            JsonNode filled = socket.next();
            assertState(filled, "rest", "executed", "5.00", "0.00", "0.860000");
            assertThat(filled.at("/msg/maker_fill_cost_dollars").asText()).isEqualTo("1.290000");
            assertThat(filled.at("/msg/last_update_reason").asText()).isEqualTo("Trade");
            assertThat(crossing.isResting()).isTrue();
        }
    }

    private static void assertState(
            JsonNode frame, String clientId, String status, String filled, String remaining, String takerCost) {
        assertThat(frame.get("type").asText()).isEqualTo("user_order");
        JsonNode order = frame.get("msg");
        assertThat(order.get("client_order_id").asText()).isEqualTo(clientId);
        assertThat(order.get("status").asText()).isEqualTo(status);
        assertThat(order.get("fill_count_fp").asText()).isEqualTo(filled);
        assertThat(order.get("remaining_count_fp").asText()).isEqualTo(remaining);
        assertThat(order.get("taker_fill_cost_dollars").asText()).isEqualTo(takerCost);
    }

    @Test
    void shouldLeaveAGapOnDemand() {
        try (KalshiClient.Socket socket = venue.client.socket()) {
            socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_ticker':'"
                    + KalshiFixture.A + "'}}");
            assertThat(socket.next("orderbook_snapshot").get("seq").asLong()).isEqualTo(1);
            venue.run(venue.server::skipNextSequence);
            venue.bid(KalshiFixture.A, "0.30", "1");
            venue.bid(KalshiFixture.A, "0.31", "1");
            assertThat(socket.next("orderbook_delta").get("seq").asLong()).isEqualTo(3);
        }
    }

    @Test
    void shouldCutEveryConnectionOnDemand() throws IOException {
        InputStream in = venue.client.plainSocket();

        venue.run(venue.server::disconnectAll);

        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void shouldRefuseAnUnsignedUpgrade() {
        WebSocket.Listener nobody = new WebSocket.Listener() {};
        URI uri = URI.create("ws://127.0.0.1:" + venue.server.port() + "/trade-api/ws/v2");
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(uri, nobody)
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("Unexpected HTTP response status code 401");
    }
}
