package io.parallax.gateway.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.config.HttpMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The same gateway, its REST calls and orders over HTTP/2. */
class PolymarketGatewayHttp2Test extends PolymarketGatewayTest {
    @Override
    HttpMode http() {
        return HttpMode.HTTP_2;
    }

    @AfterEach
    void shouldHaveSpokenNothingElse() {
        Map<String, Long> counts = counters(); // a connection is first told to speak HTTP/2, then to be ready
        for (String line : List.of("orders", "reads")) {
            assertThat(counts.getOrDefault("polymarket.http." + line + ".http2_connections", 0L))
                    .isGreaterThanOrEqualTo(counts.getOrDefault("polymarket.http." + line + ".connections", 0L));
        }
    }
}
