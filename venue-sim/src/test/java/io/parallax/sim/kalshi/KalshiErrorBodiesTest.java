package io.parallax.sim.kalshi;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.Reject;
import io.parallax.sim.core.SharedVectors;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KalshiErrorBodiesTest {
    private static final Map<String, KalshiError> OURS = Map.ofEntries(
            entry("auth__bad_signature", KalshiError.BAD_SIGNATURE),
            entry("auth__missing_signature_header", KalshiError.SIGNATURE_MISSING),
            entry("auth__skew_minus5min", KalshiError.CLOCK),
            entry("cleanup__leftover_0", KalshiError.NOT_FOUND),
            entry("margin__groups__get", KalshiError.NOT_FOUND),
            entry("margin__groups__get_after_reset", KalshiError.NOT_FOUND),
            entry("orders__cancel_unknown_id", KalshiError.NOT_FOUND),
            entry("orders__duplicate_client_order_id", KalshiError.of(Reject.DUPLICATE_ID)),
            entry("orders__insufficient_balance", KalshiError.of(Reject.INSUFFICIENT_CASH)),
            entry("orders__invalid_price_structure", KalshiError.of(Reject.PRICE_OFF_GRID)),
            entry("rate_limited_string", KalshiError.ofStatus(429)),
            entry("rate_limited_nested", KalshiError.ofCode("too_many_requests")),
            entry("v1_order_endpoint_gone", KalshiError.V1_GONE),
            entry("fok_killed", KalshiError.of(Reject.FOK_KILLED)),
            entry("flat_shape", JsonBody.mustBeText(priceAsNumber(), "CreateOrderV2Request", "price")),
            entry("msg_shape", KalshiError.parameter("GetOrders", "Limit", "lte")),
            entry("post_only_cross", KalshiError.of(Reject.POST_ONLY_CROSS)),
            entry("status_filter", KalshiError.badRequest("invalid status filter")));

    @Test
    void shouldSpellEveryRefusalAsTheVenueDoes() {
        int checked = 0;
        for (JsonNode row : SharedVectors.json("kalshi/vectors/errors.json").get("cases")) {
            String name = row.get("name").asText();
            KalshiError ours = OURS.get(name);
            assertThat(ours).as(name).isNotNull();
            assertThat(ours.status()).as(name).isEqualTo(row.get("status").asInt());
            JsonNode body = row.get("body").deepCopy();
            if (body.get("error") instanceof ObjectNode error) {
                error.remove("service"); // went away in August 2026
            }
            assertThat(ours.body()).as(name).isEqualTo(body);
            checked++;
        }
        assertThat(checked).isEqualTo(OURS.size());
    }

    private static JsonNode priceAsNumber() {
        return JsonNodeFactory.instance.objectNode().put("price", 0.4);
    }
}
