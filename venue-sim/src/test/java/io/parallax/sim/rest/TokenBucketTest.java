package io.parallax.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.SharedVectors;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long MS = 1_000_000L;

    @Test
    void shouldWalkTheSharedVectors() {
        for (JsonNode row :
                SharedVectors.json("kalshi/vectors/rate_limits.json").get("cases")) {
            TokenBucket bucket = TokenBucket.whole(
                    row.get("capacity").asLong(), row.get("refillPerSecond").asLong());
            for (JsonNode step : row.get("steps")) {
                long nowNs = step.get("atMs").asLong() * MS;
                assertThat(bucket.pass(step.get("tokens").asLong(), nowNs))
                        .as(row.get("id") + " " + step)
                        .isEqualTo(step.get("accepted").asBoolean());
                assertThat(bucket.balanceMicros(nowNs))
                        .as(row.get("id") + " " + step)
                        .isEqualTo(Micros.parse(step.get("balanceAfter").asText()));
            }
        }
    }

    @Test
    void shouldOweWhereTheVenueLetsItAndNeverPassMoreThanItHolds() {
        TokenBucket bucket = TokenBucket.owing(60, 40);
        assertThat(bucket.pass(61, 0)).isFalse();
        assertThat(bucket.pass(50, 0)).isTrue();
        assertThat(bucket.pass(15, 0)).isTrue();
        assertThat(bucket.balanceMicros(0)).isEqualTo(-5_000_000);
        assertThat(bucket.pass(1, 0)).isFalse();
        assertThat(bucket.secondsTo(1, 0)).isEqualTo(1);
        assertThat(bucket.pass(1, 125 * MS)).isFalse();
        assertThat(bucket.pass(1, 126 * MS)).isTrue();
    }
}
