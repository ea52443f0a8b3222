package io.parallax.sim.polymarket.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.polymarket.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class L2HmacVectorsTest {
    @TestFactory
    Stream<DynamicTest> shouldReproduceTheSignature() {
        return Vectors.of("l2_hmac.json")
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> {
                    JsonNode input = vector.get("input");
                    assertThat(sign(
                                    input.get("secret").asText(),
                                    input.get("timestampSeconds").asText(),
                                    input.get("method").asText(),
                                    input.get("requestPath").asText(),
                                    input.get("body").isNull()
                                            ? ""
                                            : input.get("body").asText()))
                            .isEqualTo(vector.get("expected").get("signature").asText());
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldReproduceTheSignatureOfWholeRequests() {
        return Vectors.of("post_order_requests.json")
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> {
                    JsonNode input = vector.get("input");
                    JsonNode expected = vector.get("expected");
                    assertThat(sign(
                                    input.get("creds").get("secret").asText(),
                                    input.get("timestampSeconds").asText(),
                                    expected.get("method").asText(),
                                    expected.get("path").asText(),
                                    expected.get("body").asText()))
                            .isEqualTo(expected.get("headers")
                                    .get("POLY_SIGNATURE")
                                    .asText());
                }));
    }

    private static String sign(String secret, String seconds, String method, String path, String body) {
        return L2Hmac.sign(secret, seconds, method, path, body.getBytes(StandardCharsets.UTF_8));
    }
}
