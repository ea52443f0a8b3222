package io.parallax.gateway.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.config.HttpMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The same gateway, its REST calls and orders over HTTP/2: orders live and die, are asked about and reconciled, as over HTTP/1.1. */
class KalshiGatewayHttp2Test extends KalshiGatewayTest {
    @Override
    HttpMode http() {
        return HttpMode.HTTP_2;
    }

    @AfterEach
    void shouldHaveSpokenNothingElse() {
        Map<String, Long> counts = counters(); // a connection is first told to speak HTTP/2, then to be ready
        for (String line : List.of("orders", "reads")) {
            assertThat(counts.getOrDefault("kalshi.http." + line + ".http2_connections", 0L))
                    .isGreaterThanOrEqualTo(counts.getOrDefault("kalshi.http." + line + ".connections", 0L));
        }
    }
}
