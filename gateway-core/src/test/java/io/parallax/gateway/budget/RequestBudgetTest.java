package io.parallax.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 1_790_000_000L * SECOND_NS;

    @Test
    void shouldCountAsTheVenueCounts() throws IOException {
        Path file = Path.of("../../shared/venues/kalshi/vectors/rate_limits.json");
        assumeTrue(Files.exists(file), "no vectors in ../shared");
        int steps = 0;
        for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("cases")) {
            TokenBucket bucket = new TokenBucket(
                    row.path("capacity").asLong(), row.path("refillPerSecond").asLong());
            for (JsonNode step : row.path("steps")) {
                long nowNs = START_NS + step.path("atMs").asLong() * 1_000_000L;
                boolean taken = bucket.take(step.path("tokens").asLong(), nowNs);
                assertThat(taken).as("%s", step).isEqualTo(step.path("accepted").asBoolean());
                assertThat(new BigDecimal(bucket.balance()).movePointLeft(9))
                        .as("%s", step)
                        .isEqualByComparingTo(
                                new BigDecimal(step.path("balanceAfter").asText()));
                steps++;
            }
        }
        assertThat(steps).isGreaterThan(20);
    }

    @Test
    void shouldSayHowLongToWaitToTheNanosecond() {
        SplittableRandom random = new SplittableRandom(20261121L);
        for (int round = 0; round < 5_000; round++) {
            TokenBucket bucket = new TokenBucket(1 + random.nextInt(200), 1 + random.nextInt(1_000));
            long nowNs = START_NS;
            for (int i = 0; i < 5; i++) {
                bucket.take(1 + random.nextInt(60), nowNs);
                nowNs += random.nextInt(200_000_000);
            }
            long cost = 1 + random.nextInt(200);
            long waitNs = bucket.waitNs(cost, nowNs);
            if (waitNs == Long.MAX_VALUE) {
                assertThat(bucket.take(cost, nowNs + 1_000 * SECOND_NS)).isFalse();
            } else {
                assertThat(waitNs == 0 || !bucket.take(cost, nowNs + waitNs - 1))
                        .isTrue();
                assertThat(bucket.take(cost, nowNs + waitNs)).isTrue();
            }
        }
    }

    @Test
    void shouldKeepTheLastTokensForWhatIsVital() {
        RequestBudget budget = new RequestBudget(100, 10, 30);
        for (int i = 0; i < 7; i++) {
            assertThat(budget.take(RequestKind.ORDER, 10, START_NS)).isTrue();
        }
        assertThat(budget.take(RequestKind.ORDER, 10, START_NS)).isFalse();
        assertThat(budget.take(RequestKind.READ, 1, START_NS)).isFalse();
        assertThat(budget.take(RequestKind.VITAL, 30, START_NS)).isTrue();
        assertThat(budget.take(RequestKind.VITAL, 1, START_NS)).isFalse();
        assertThat(budget.refused()).isEqualTo(3);
        assertThat(budget.waitNs(RequestKind.READ, 1, START_NS)).isEqualTo(3_100_000_000L);
        assertThat(budget.waitNs(RequestKind.VITAL, 1, START_NS)).isEqualTo(100_000_000L);
    }

    @Test
    void shouldBelieveTheVenueMoreThanItsOwnCount() {
        RequestBudget budget = new RequestBudget(100, 10, 30);
        budget.refusedUntil(START_NS + 20 * SECOND_NS, START_NS);
        assertThat(budget.take(RequestKind.VITAL, 1, START_NS))
                .as("the venue has nothing left")
                .isFalse();
        assertThat(budget.take(RequestKind.READ, 1, START_NS + 19 * SECOND_NS)).isFalse();
        assertThat(budget.take(RequestKind.VITAL, 1, START_NS + 19 * SECOND_NS)).isTrue();
        assertThat(budget.waitNs(RequestKind.ORDER, 1, START_NS + 19 * SECOND_NS))
                .isEqualTo(SECOND_NS);
        budget.refusedUntil(START_NS + SECOND_NS, START_NS + 19 * SECOND_NS); // an earlier instant ends nothing
        assertThat(budget.take(RequestKind.ORDER, 1, START_NS + 19 * SECOND_NS + SECOND_NS / 2))
                .isFalse();
        assertThat(budget.take(RequestKind.ORDER, 1, START_NS + 24 * SECOND_NS)).isTrue();
    }

    /** Against a plain count of what was let through in the window that ends now. */
    @Test
    void shouldNeverLetMoreThroughThanAnyWindowPermits() {
        long seed = 20261122L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int requests = 2 + random.nextInt(120);
            int seconds = 1 + random.nextInt(10);
            RequestBudget budget = RequestBudget.ofWindow(requests, seconds);
            ArrayDeque<Long> passed = new ArrayDeque<>();
            long nowNs = START_NS;
            int most = 0;
            for (int i = 0; i < 2_000; i++) {
                nowNs += random.nextInt(3) == 0 ? 0 : random.nextLong(seconds * SECOND_NS / 20);
                if (budget.take(RequestKind.VITAL, 1, nowNs)) {
                    passed.add(nowNs);
                }
                while (!passed.isEmpty() && passed.peek() <= nowNs - seconds * SECOND_NS) {
                    passed.remove();
                }
                most = Math.max(most, passed.size());
            }
            assertThat(most)
                    .as("seed %d, round %d: %d in %d s", seed, round, requests, seconds)
                    .isLessThanOrEqualTo(requests);
        }
    }

    @Test
    void shouldTakeFromEveryBudgetOrFromNone() {
        RequestBudget wide = new RequestBudget(100, 1, 0);
        RequestBudget narrow = new RequestBudget(10, 1, 0);
        Toll toll = Toll.of(4, narrow).with(wide);
        assertThat(toll.take(RequestKind.READ, 1, START_NS)).isTrue();
        assertThat(toll.take(RequestKind.READ, 2, START_NS)).as("8 of 6").isFalse();
        assertThat(toll.take(RequestKind.READ, 1, START_NS))
                .as("the refused one took nothing")
                .isTrue();
        assertThat(wide.waitNs(RequestKind.READ, 98, START_NS))
                .as("one for each request")
                .isZero();
        assertThat(wide.waitNs(RequestKind.READ, 99, START_NS)).isPositive();
        toll.refusedUntil(START_NS + SECOND_NS, START_NS);
        assertThat(toll.waitNs(RequestKind.READ, 1, START_NS)).isGreaterThanOrEqualTo(SECOND_NS);
        assertThat(wide.waitNs(RequestKind.READ, 98, START_NS))
                .as("of others nothing was said")
                .isZero();
    }

    @Test
    void shouldRefuseWhatIsNoBudget() {
        assertThatThrownBy(() -> new TokenBucket(0, 10)).hasMessageContaining("token bucket of 0");
        assertThatThrownBy(() -> new RequestBudget(10, 10, 10)).hasMessageContaining("kept tokens 10");
    }
}
