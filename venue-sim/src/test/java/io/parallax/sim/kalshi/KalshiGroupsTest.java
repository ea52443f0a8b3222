package io.parallax.sim.kalshi;

import static io.parallax.sim.kalshi.KalshiFixture.A;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KalshiGroupsTest {
    private final KalshiFixture venue = new KalshiFixture();
    private final KalshiClient client = venue.client;

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldCancelAndRefuseOnceTheGroupFilledMoreThanItsLimit() {
        KalshiClient.Socket socket = client.socket();
        socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['order_group_updates','user_orders']}}");
        socket.next("subscribed");
        socket.next("subscribed");
        String group = group("{'contracts_limit':3}");
        assertThat(socket.next("order_group_updates").at("/msg/event_type").asText())
                .isEqualTo("created");
        String member = ",'order_group_id':'" + group + "'";
        assertThat(venue.rest(A, "bid", "0.4200", "3.00", "g1", member)
                        .body()
                        .get("fill_count")
                        .asText())
                .isEqualTo("3.00");
        String resting = venue.rest(A, "bid", "0.3900", "2.00", "g2", member)
                .body()
                .get("order_id")
                .asText();
        assertThat(shown(group).get("orders").get(0).asText()).isEqualTo(resting);
        assertThat(order(resting).get("order_group_id").asText()).isEqualTo(group);
        assertThat(venue.rest(A, "bid", "0.4200", "1.00", "g3", member).status())
                .isEqualTo(201);
        JsonNode triggered = socket.next("order_group_updates");
        assertThat(triggered.at("/msg/event_type").asText()).isEqualTo("triggered");
        assertThat(triggered.get("seq").asInt()).isEqualTo(2);
        assertThat(venue.rest(A, "bid", "0.3900", "1.00", "g4", member).code())
                .isEqualTo("exceeded_order_group_risk_limit");
        assertThat(venue.account.openOrders()).isEmpty();

        assertThat(put(group, "reset", "{}").status()).isEqualTo(200);
        assertThat(venue.rest(A, "bid", "0.3900", "1.00", "g5", member).status())
                .isEqualTo(201);
        socket.close();
    }

    @Test
    void shouldTripWhenARestingOrderIsTaken() {
        String group = group("{'contracts_limit_fp':'2.00'}");
        String member = ",'order_group_id':'" + group + "'";
        venue.rest(A, "bid", "0.4100", "5.00", "g1", member);
        venue.rest(A, "bid", "0.3900", "5.00", "g2", member);
        venue.ask(A, "0.41", "2");
        assertThat(venue.account.openOrders()).hasSize(2);
        venue.ask(A, "0.41", "1");
        venue.run(() -> {}); // what the group does comes after the trade
        assertThat(venue.account.openOrders()).isEmpty();
    }

    @Test
    void shouldTriggerByHandAndByALowerLimitAndGoAway() {
        String group = group("{'contracts_limit':100}");
        String member = ",'order_group_id':'" + group + "'";
        venue.rest(A, "bid", "0.4200", "4.00", "g1", member);
        venue.rest(A, "bid", "0.3900", "1.00", "g2", member);
        assertThat(put(group, "limit", "{'contracts_limit':5}").status()).isEqualTo(200);
        assertThat(venue.account.openOrders()).hasSize(1);
        assertThat(put(group, "limit", "{'contracts_limit':3}").status()).isEqualTo(200);
        assertThat(venue.account.openOrders()).isEmpty();
        put(group, "reset", "{}");
        venue.rest(A, "bid", "0.3900", "1.00", "g3", member);
        put(group, "trigger", "{}");
        assertThat(venue.account.openOrders()).isEmpty();
        assertThat(client.call("GET", "/portfolio/order_groups", null)
                        .body()
                        .at("/order_groups/0/contracts_limit_fp")
                        .asText())
                .isEqualTo("3.00");
        assertThat(client.call("DELETE", "/portfolio/order_groups/" + group, null)
                        .body())
                .isEmpty();
        assertThat(venue.rest(A, "bid", "0.3900", "1.00", "g4", member).code()).isEqualTo("order_group_not_found");
    }

    @Test
    void shouldRefuseLimitsThatMakeNoSense() {
        for (String body : new String[] {
            "{}",
            "{'contracts_limit':0}",
            "{'contracts_limit':2,'contracts_limit_fp':'3.00'}",
            "{'contracts_limit':1000001}"
        }) {
            assertThat(client.call("POST", "/portfolio/order_groups/create", body.replace('\'', '"'))
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
        String elsewhere = group("{'contracts_limit':5,'exchange_index':2}");
        assertThat(venue.rest(A, "bid", "0.3900", "1.00", "g1", ",'order_group_id':'" + elsewhere + "'")
                        .code())
                .isEqualTo("order_group_not_found");
    }

    private String group(String body) {
        KalshiClient.Answer answer = client.call("POST", "/portfolio/order_groups/create", body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(201);
        return answer.body().get("order_group_id").asText();
    }

    private KalshiClient.Answer put(String group, String what, String body) {
        return client.call("PUT", "/portfolio/order_groups/" + group + "/" + what, body.replace('\'', '"'));
    }

    private JsonNode shown(String group) {
        return client.call("GET", "/portfolio/order_groups/" + group, null).body();
    }

    private JsonNode order(String id) {
        return client.call("GET", "/portfolio/orders/" + id, null).body().get("order");
    }
}
