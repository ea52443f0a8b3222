package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SamplePlanTest {
    private static final long SECOND = 1_000_000_000;
    private static final long PERIOD = 30 * SECOND;

    private final SamplePlan plan = new SamplePlan(PERIOD);
    private final int[] batch = new int[100];

    @Test
    void shouldAskForEveryBookWithinThePeriod() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            SamplePlan some = new SamplePlan(PERIOD);
            int books = 1 + random.nextInt(3_000);
            long start = random.nextLong();
            for (int slot = 0; slot < books; slot++) {
                some.follow(slot, start);
            }
            long[] asked = new long[books];
            Arrays.fill(asked, start);
            long now = start;
            while (now - start < 4 * PERIOD) {
                now += random.nextInt(500) * 1_000_000L;
                int count = some.take(now, batch);
                for (int i = 0; i < count; i++) {
                    assertThat(now - asked[batch[i]])
                            .as("seed %d, book %d of %d", seed, batch[i], books)
                            .isLessThanOrEqualTo(PERIOD);
                    asked[batch[i]] = now;
                }
            }
            long end = now;
            assertThat(IntStream.range(0, books).allMatch(slot -> end - asked[slot] <= PERIOD))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void shouldSpreadBooksOverThePeriod() {
        for (int slot = 0; slot < 1_000; slot++) {
            plan.follow(slot, 0);
        }
        int most = 0;
        for (long now = 0; now < plan.regularNs(); now += SECOND) {
            most = Math.max(most, plan.take(now, batch));
        }
        assertThat(most).isLessThan(60); // 44 a second when spread evenly
    }

    @Test
    void shouldAskAgainSoonerButNotForEver() {
        plan.follow(0, 0);
        long now = PERIOD;
        int asked = 0;
        for (; now < 3 * PERIOD; now += SECOND) {
            if (plan.take(now, batch) == 1) {
                asked++;
                plan.again(0, now);
            }
        }
        // Four within the first period's quarter, three quarters of pause, and four again.
        assertThat(asked).isBetween(8, 10);
        while (plan.take(now, batch) == 0) {
            now += SECOND;
        }
        plan.concluded(0, now);
        assertThat(plan.take(now + plan.regularNs() - 1, batch)).isZero();
        assertThat(plan.take(now + plan.regularNs(), batch)).isEqualTo(1);
    }

    @Test
    void shouldAskAtOnceWhenTold() {
        plan.follow(3, 0);
        plan.now(3, 5);
        plan.now(4, 5);
        assertThat(plan.take(5, batch)).isEqualTo(1);
        assertThat(batch[0]).isEqualTo(3);
        plan.unfollow(3);
        assertThat(plan.take(10 * PERIOD, batch)).isZero();
        plan.follow(3, 10 * PERIOD);
        assertThat(plan.take(11 * PERIOD, batch)).isEqualTo(1);
    }
}
