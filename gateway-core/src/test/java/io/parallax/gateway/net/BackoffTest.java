package io.parallax.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void shouldDoubleWithJitterUpToTheLongest(long seed) {
        Backoff backoff = new Backoff(250 * MS, 20_000 * MS, 1_000, seed);
        long ceiling = 250 * MS;
        for (int i = 0; i < 80; i++) {
            assertThat(backoff.delayNs(0)).as("seed " + seed).isBetween(ceiling / 2, ceiling);
            ceiling = Math.min(20_000 * MS, ceiling * 2);
        }
        backoff.proved();
        assertThat(backoff.delayNs(0)).isBetween(125 * MS, 250 * MS);
    }

    @Test
    void shouldHoldTheBudgetOfAMinute() {
        Backoff backoff = new Backoff(MS, MS, 5, 7);
        long now = 1_000 * MS;
        backoff.attempt(now);
        long[] attempts = new long[40];
        attempts[0] = now;
        for (int i = 1; i < attempts.length; i++) {
            backoff.proved();
            now += backoff.delayNs(now);
            attempts[i] = now;
        }
        for (int i = 5; i < attempts.length; i++) {
            assertThat(attempts[i] - attempts[i - 5]).isGreaterThanOrEqualTo(TimeUnit.MINUTES.toNanos(1));
        }
    }

    @Test
    void shouldRefuseSenselessPaces() {
        assertThatThrownBy(() -> new Backoff(2, 1, 1, 0)).hasMessageContaining("ascending");
    }
}
