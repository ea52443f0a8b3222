package io.parallax.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Never below the truth of the window, and above it only by a slice. */
class SlidingCountTest {
    private static final long WINDOW = 1_600;

    @Test
    void shouldCountNoLessThanTheWindowHoldsAndNoMoreThanASliceBeyond() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            SlidingCount count = new SlidingCount();
            Deque<Long> times = new ArrayDeque<>();
            long now = random.nextInt(10_000);
            for (int i = 0; i < 500; i++) {
                now += random.nextInt(random.nextInt(10) == 0 ? 3_000 : 60);
                times.add(now);
                int counted = count.add(now, WINDOW);
                long end = now;
                long within = times.stream().filter(t -> t > end - WINDOW).count();
                long atMost = times.stream()
                        .filter(t -> t > end - WINDOW - WINDOW / 16 - 1)
                        .count();
                assertThat((long) counted).as("seed %d step %d", seed, i).isBetween(within, atMost);
            }
        }
    }

    @Test
    void shouldForgetOnDemandAndAfterTheWindow() {
        SlidingCount count = new SlidingCount();
        count.add(0, WINDOW);
        assertThat(count.add(10, WINDOW)).isEqualTo(2);
        assertThat(count.count(10 + 2 * WINDOW, WINDOW)).isZero();
        count.add(5_000, WINDOW);
        assertThat(count.count(5_000, 2 * WINDOW))
                .as("another window forgets nothing")
                .isEqualTo(1);
        count.clear();
        assertThat(count.count(5_000, WINDOW)).isZero();
    }
}
