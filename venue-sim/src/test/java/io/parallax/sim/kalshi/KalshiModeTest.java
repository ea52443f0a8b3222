package io.parallax.sim.kalshi;

import static io.parallax.sim.kalshi.KalshiFixture.A;
import static io.parallax.sim.kalshi.KalshiFixture.B;
import static io.parallax.sim.kalshi.KalshiFixture.C;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.kalshi.limit.Tier;
import io.parallax.sim.kalshi.shard.ShardStates.State;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shards, pauses, scopes, limits and what a settled market leaves behind. */
@Timeout(60)
class KalshiModeTest {
    private final KalshiFixture venue = new KalshiFixture();
    private final KalshiClient client = venue.client;
    private final KalshiMode mode = venue.mode();

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldSpendOnAShardOnlyWhatIsThere() {
        assertThat(venue.rest(C, "bid", "0.5000", "10.00", "s1", "").code()).isEqualTo("insufficient_balance");
        KalshiClient.Answer moved = client.call(
                "POST",
                "/portfolio/intra_exchange_instance_transfer",
                ("{'source':'event_contract','destination':'event_contract','amount':60000,"
                                + "'source_exchange_shard':0,'destination_exchange_shard':2,'client_transfer_id':'t1'}")
                        .replace('\'', '"'));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(client.call(
                                "GET",
                                "/portfolio/intra_exchange_instance_transfers/"
                                        + moved.body().get("transfer_id").asText(),
                                null)
                        .body()
                        .at("/transfer/amount")
                        .asText())
                .isEqualTo("6.0000");
        assertThat(balance(2)).isEqualTo("6.0000");
        assertThat(balance(0)).isEqualTo("994.0000");
        assertThat(venue.rest(C, "bid", "0.5000", "10.00", "s2", "").status()).isEqualTo(201);
        assertThat(balance(2)).isEqualTo("1.0000");
        venue.ask(C, "0.50", "10");
        assertThat(balance(2)).isEqualTo("1.0000"); // a maker pays no fee here
        assertThat(balance(0)).isEqualTo("994.0000");
        JsonNode all = client.call("GET", "/portfolio/balance", null).body();
        assertThat(all.get("balance_dollars").asText()).isEqualTo("995.0000");
        assertThat(all.at("/balance_breakdown/2/balance").asText()).isEqualTo("1.0000");
        assertThat(client.call(
                                "POST",
                                "/portfolio/target_balance_allocation",
                                "{\"allocations\":[{\"exchange_index\":0,\"percent\":90}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void shouldLookForAnOrderWhereItIsTold() {
        mode.transfer(0, 2, Micros.parse("10"));
        String id = venue.rest(C, "bid", "0.1000", "1.00", "s1", ",'exchange_index':2")
                .body()
                .get("order_id")
                .asText();
        String path = "/portfolio/events/orders/" + id;
        assertThat(client.call("DELETE", path, null).status()).isEqualTo(404);
        assertThat(client.call("DELETE", path + "?exchange_index=1", null).status())
                .isEqualTo(404);
        assertThat(client.call("DELETE", path + "?exchange_index=2", null).status())
                .isEqualTo(200);
    }

    @Test
    void shouldPauseOneShardForOrdersAndAnotherForEverything() {
        mode.transfer(0, 2, Micros.parse("10"));
        String kept = venue.rest(A, "bid", "0.1000", "1.00", "p1", "")
                .body()
                .get("order_id")
                .asText();
        venue.rest(A, "bid", "0.1100", "1.00", "p2", ",'cancel_order_on_pause':true");
        String stuck = venue.rest(C, "bid", "0.1000", "1.00", "p3", "")
                .body()
                .get("order_id")
                .asText();
        mode.shard(0, State.TRADING_PAUSED);
        mode.shard(2, State.EXCHANGE_PAUSED);
        mode.resumesAt("2026-11-26T10:00:00Z");
        JsonNode status = client.call("GET", "/exchange/status", null).body();
        assertThat(status.get("exchange_active").asBoolean()).isTrue();
        assertThat(status.get("trading_active").asBoolean()).isFalse();
        assertThat(status.get("exchange_estimated_resume_time").asText()).isEqualTo("2026-11-26T10:00:00Z");
        assertThat(status.at("/exchange_index_statuses/2/exchange_active").asBoolean())
                .isFalse();
        assertThat(venue.rest(A, "bid", "0.1000", "1.00", "p4", "").code()).isEqualTo("trading_paused");
        assertThat(venue.rest(C, "bid", "0.1000", "1.00", "p5", "").code()).isEqualTo("exchange_paused");
        assertThat(client.call("DELETE", "/portfolio/events/orders/" + stuck + "?exchange_index=2", null)
                        .code())
                .isEqualTo("exchange_paused");
        assertThat(client.call("GET", "/portfolio/orders?status=resting&ticker=" + A, null)
                        .body()
                        .get("orders"))
                .hasSize(1);
        assertThat(client.call("DELETE", "/portfolio/events/orders/" + kept + "?market_ticker=" + A, null)
                        .status())
                .isEqualTo(200);
        mode.allShards(State.OPEN);
        assertThat(venue.rest(A, "bid", "0.1000", "1.00", "p4", "").status()).isEqualTo(201);
    }

    @Test
    void shouldLetAKeyDoWhatItsScopesSay() {
        mode.scopes(Set.of("read"));
        assertThat(client.call("GET", "/portfolio/balance", null).status()).isEqualTo(200);
        KalshiClient.Answer refused = venue.rest(A, "bid", "0.1000", "1.00", "k1", "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficient_permissions");
        assertThat(client.call("GET", "/api_keys", null)
                        .body()
                        .at("/api_keys/0/scopes/0")
                        .asText())
                .isEqualTo("read");
        mode.scopes(Set.of("read::portfolio_balance", "write::trade"));
        assertThat(client.call("GET", "/portfolio/balance", null).status()).isEqualTo(200);
        assertThat(client.call("GET", "/portfolio/orders", null).status()).isEqualTo(403);
        assertThat(venue.rest(A, "bid", "0.1000", "1.00", "k1", "").status()).isEqualTo(201);
        assertThat(client.call("POST", "/portfolio/intra_exchange_instance_transfer", "{}")
                        .status())
                .isEqualTo(403);
        mode.revoked(true);
        assertThat(client.call("GET", "/portfolio/balance", null)
                        .body()
                        .at("/error/details")
                        .asText())
                .isEqualTo("NOT_FOUND");
        mode.revoked(false);
        mode.clockAhead(60_000);
        assertThat(client.call("GET", "/portfolio/balance", null).code()).isEqualTo("header_timestamp_expired");
    }

    @Test
    void shouldRefuseWhatTheBucketDoesNotHold() {
        mode.transfer(0, 2, Micros.parse("10"));
        mode.limit(Tier.BASIC);
        assertThat(client.call("GET", "/account/limits", null)
                        .body()
                        .at("/write/bucket_capacity")
                        .asInt())
                .isEqualTo(100);
        StringBuilder eleven = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            eleven.append(i == 0 ? "" : ",").append(KalshiFixture.body(A, "bid", "0.1000", "1.00", "l" + i, ""));
        }
        KalshiClient.Answer refused =
                client.call("POST", "/portfolio/events/orders/batched", "{\"orders\":[" + eleven + "]}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().get("error").asText()).isEqualTo("too many requests");
        assertThat(venue.account.orders()).isEmpty();
        String ten = eleven.substring(0, eleven.lastIndexOf(",{\"ticker"));
        assertThat(client.call("POST", "/portfolio/events/orders/batched", "{\"orders\":[" + ten + "]}")
                        .status())
                .isEqualTo(201);
        assertThat(client.call("POST", "/portfolio/events/orders/batched", "{\"orders\":[" + ten + "]}")
                        .status())
                .isEqualTo(429);
        assertThat(venue.rest(C, "bid", "0.1000", "1.00", "own", ",'exchange_index':2")
                        .status())
                .isEqualTo(201); // the shard has a bucket of its own
        mode.limitOff();
        assertThat(venue.rest(A, "bid", "0.1000", "1.00", "off", "").status()).isEqualTo(201);
    }

    @Test
    void shouldListWhatAMarketPaid() {
        venue.rest(A, "bid", "0.4200", "10.00", "w1", "");
        venue.ask(B, "0.30", "4");
        venue.rest(B, "bid", "0.3000", "4.00", "w2", "");
        KalshiNews news = new KalshiNews(venue.server, venue::run);
        news.paid(A, Micros.ONE);
        news.paid(B, 0);
        JsonNode settlements =
                client.call("GET", "/portfolio/settlements", null).body().get("settlements");
        assertThat(settlements).hasSize(2);
        JsonNode lost = settlements.get(0);
        assertThat(lost.get("ticker").asText()).isEqualTo(B);
        assertThat(lost.get("revenue").asLong()).isZero();
        JsonNode won = settlements.get(1);
        assertThat(won.get("market_result").asText()).isEqualTo("yes");
        assertThat(won.get("yes_count_fp").asText()).isEqualTo("10.00");
        assertThat(won.get("yes_total_cost_dollars").asText()).isEqualTo("4.200000");
        assertThat(won.get("revenue").asLong()).isEqualTo(1_000);
        assertThat(won.get("value").asLong()).isEqualTo(100);
        assertThat(Micros.parse(won.get("fee_cost").asText())).isPositive();
        JsonNode market = client.call("GET", "/markets/" + A, null).body().get("market");
        assertThat(market.get("status").asText()).isEqualTo("finalized");
        assertThat(market.get("result").asText()).isEqualTo("yes");
        assertThat(client.call("GET", "/markets?status=settled", null).body().get("markets"))
                .hasSize(2);
    }

    @Test
    void shouldShowWhatSomebodyElseDidWithTheAccount() {
        KalshiClient.Socket socket = client.socket();
        socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['user_orders','market_positions']}}");
        socket.next("subscribed");
        socket.next("subscribed");
        String id = mode.foreignOrder(A, true, 400_000, Micros.parse("3"));
        assertThat(socket.next("user_order").at("/msg/order_id").asText()).isEqualTo(id);
        JsonNode order =
                client.call("GET", "/portfolio/orders/" + id, null).body().get("order");
        assertThat(order.has("client_order_id")).isFalse();
        assertThat(client.call("GET", "/portfolio/orders/" + id + "/queue_position", null)
                        .body()
                        .get("queue_position_fp")
                        .asText())
                .isEqualTo("10.00");
        assertThat(client.call("GET", "/portfolio/orders/queue_positions?market_tickers=" + A, null)
                        .body()
                        .at("/queue_positions/0/order_id")
                        .asText())
                .isEqualTo(id);
        mode.foreignOrder(A, true, 420_000, Micros.parse("2"));
        JsonNode position = socket.next("market_position").get("msg");
        assertThat(position.get("position_fp").asText()).isEqualTo("2.00");
        assertThat(position.get("position_cost_dollars").asText()).isEqualTo("0.840000");
        mode.deposit(0, Micros.parse("-100"));
        mode.deposit(1, Micros.parse("25"));
        assertThat(balance(1)).isEqualTo("25.0000");
        assertThat(Micros.parse(balance(0))).isLessThan(Micros.parse("900"));
        socket.close();
    }

    @Test
    void shouldDivideFreeCashAsPlanned() {
        assertThat(client.call(
                                "POST",
                                "/portfolio/target_balance_allocation",
                                "{\"allocations\":[{\"exchange_index\":0,\"percent\":60},"
                                        + "{\"exchange_index\":3,\"percent\":40}]}")
                        .status())
                .isEqualTo(200);
        venue.run(() -> venue.server.cash().rebalance());
        assertThat(balance(0)).isEqualTo("600.0000");
        assertThat(balance(3)).isEqualTo("400.0000");
    }

    @Test
    void shouldTellItsHoursAndCosts() {
        JsonNode week = client.call("GET", "/exchange/schedule", null).body().at("/schedule/standard_hours/0");
        assertThat(week.at("/thursday/0/close_time").asText()).isEqualTo("03:00");
        assertThat(week.at("/thursday/1/open_time").asText()).isEqualTo("05:00");
        assertThat(week.get("sunday")).hasSize(1);
        JsonNode costs = client.call("GET", "/account/endpoint_costs", null).body();
        assertThat(costs.get("default_cost").asInt()).isEqualTo(10);
        assertThat(costs.get("endpoint_costs")).hasSize(4);
    }

    private String balance(int shard) {
        return client.call("GET", "/portfolio/balance?exchange_index=" + shard, null)
                .body()
                .get("balance_dollars")
                .asText();
    }
}
