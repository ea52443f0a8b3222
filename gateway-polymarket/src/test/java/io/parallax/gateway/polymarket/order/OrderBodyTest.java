package io.parallax.gateway.polymarket.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.config.Secret;
import io.parallax.gateway.polymarket.Vectors;
import io.parallax.gateway.polymarket.signing.ClobOrder;
import io.parallax.gateway.polymarket.signing.RequestMac;
import io.parallax.gateway.polymarket.signing.VectorOrders;
import io.parallax.testkit.AllocatedBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OrderBodyTest {
    @Test
    void shouldWriteEveryLiveOrderLikeTheOfficialClient() {
        int written = 0;
        for (JsonNode vector : Vectors.vectors("order_signing.json")) {
            if (vector.path("input").path("version").asInt() == 1) {
                continue;
            }
            assertThat(body(vector, "00000000-0000-0000-0000-000000000000"))
                    .as(vector.path("id").asText())
                    .isEqualTo(vector.path("expected").path("wireBody").asText());
            written++;
        }
        assertThat(written).isEqualTo(29);
    }

    @Test
    void shouldMakeTheWholeRequestsOfTheOfficialClient() {
        Map<String, JsonNode> orders = new HashMap<>();
        for (JsonNode vector : Vectors.vectors("order_signing.json")) {
            orders.put(vector.path("id").asText(), vector);
        }
        for (JsonNode vector : Vectors.vectors("post_order_requests.json")) {
            JsonNode input = vector.path("input");
            JsonNode expected = vector.path("expected");
            List<String> bodies = new ArrayList<>();
            for (JsonNode id : input.path("orderVectors")) {
                bodies.add(body(
                        orders.get(id.asText()), input.path("creds").path("key").asText()));
            }
            String body = bodies.size() == 1 ? bodies.get(0) : "[" + String.join(",", bodies) + "]";
            assertThat(body).isEqualTo(expected.path("body").asText());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            RequestMac mac =
                    new RequestMac(new Secret(input.path("creds").path("secret").asText()));
            assertThat(mac.sign(
                            input.path("timestampSeconds").asLong(),
                            expected.path("method").asText(),
                            expected.path("path").asText(),
                            bytes,
                            0,
                            bytes.length))
                    .isEqualTo(expected.path("headers").path("POLY_SIGNATURE").asText());
        }
    }

    @Test
    void shouldNotAllocateForABodyAndItsSignature() {
        ClobOrder order = VectorOrders.of(7, "1234", false, 40_000_000, 100_000_000, 1_790_766_966_316L);
        OrderBody body = new OrderBody("0x" + "11".repeat(20), "0x" + "22".repeat(20), 3, "key");
        RequestMac mac = new RequestMac(new Secret("c2VjcmV0"));
        byte[] signature = new byte[317];
        byte[] out = new byte[RequestMac.SIGNATURE_LENGTH];
        Runnable work = () -> {
            for (int i = 0; i < 500; i++) {
                int length = body.encode(order, "1234", signature, OrderKind.FOK, 0, false);
                mac.sign(1_790_766_966L, "POST", "/order", body.buffer(), 0, length, out, 0);
            }
        };
        work.run();
        assertThat(AllocatedBytes.least(work)).isZero();
        int length = body.encode(order, "1234", signature, OrderKind.FOK, 0, false);
        assertThat(new String(out, StandardCharsets.US_ASCII))
                .isEqualTo(mac.sign(1_790_766_966L, "POST", "/order", body.buffer(), 0, length));
    }

    private static String body(JsonNode vector, String owner) {
        JsonNode input = vector.path("input");
        JsonNode expected = vector.path("expected");
        ClobOrder order = VectorOrders.of(vector);
        OrderBody body = new OrderBody(
                expected.path("maker").asText(),
                expected.path("signer").asText(),
                input.path("signatureType").asInt(),
                owner);
        int length = body.encode(
                order,
                input.path("tokenId").asText(),
                bytes(expected.path("signature")),
                OrderKind.valueOf(input.path("orderType").asText()),
                input.path("expiration").asLong(),
                input.path("postOnly").asBoolean());
        return new String(body.buffer(), 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText().substring(2));
    }
}
