package io.parallax.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectBudgetTest {
    private static final long MS = 1_000_000;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void shouldNeverGiveMoreThanTheBudgetNorTwoAtOnce(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int perMinute = 1 + random.nextInt(20);
        ReconnectBudget budget = new ReconnectBudget(perMinute, 50 * MS, seed);
        long[] turns = new long[500];
        long now = random.nextLong(Long.MAX_VALUE) - MINUTE;
        for (int i = 0; i < turns.length; i++) {
            now += random.nextInt(10) == 0 ? random.nextLong(2 * MINUTE) : random.nextLong(200 * MS);
            boolean exhausted = budget.isExhausted(now);
            long wait = budget.take(now);
            assertThat(wait).as("seed " + seed).isNotNegative();
            if (!exhausted) {
                assertThat(wait).as("seed " + seed).isLessThan(100 * MS + 100 * MS * i);
            }
            turns[i] = now + wait;
        }
        for (int i = 1; i < turns.length; i++) {
            assertThat(turns[i] - turns[i - 1]).as("seed " + seed).isGreaterThanOrEqualTo(50 * MS);
            if (i >= perMinute) {
                assertThat(turns[i] - turns[i - perMinute]).as("seed " + seed).isGreaterThanOrEqualTo(MINUTE);
            }
        }
    }

    @Test
    void shouldSpreadLinesThatAskTogether() {
        ReconnectBudget budget = ReconnectBudget.perMinute(60, 7);
        long[] waits = new long[20];
        Arrays.setAll(waits, i -> budget.take(0));
        assertThat(waits[0]).isZero();
        long[] gaps = new long[19];
        Arrays.setAll(gaps, i -> waits[i + 1] - waits[i]);
        assertThat(Arrays.stream(gaps).boxed()).allMatch(gap -> gap >= 50 * MS && gap < 100 * MS);
        assertThat(Arrays.stream(gaps).distinct().count()).as("jitter").isGreaterThan(10);
    }

    @Test
    void shouldSayWhenItIsUsedUp() {
        ReconnectBudget budget = new ReconnectBudget(2, 0, 1);
        assertThat(budget.isExhausted(0)).isFalse();
        assertThat(budget.take(0)).isZero();
        assertThat(budget.isExhausted(1)).isFalse();
        assertThat(budget.take(1)).isZero();
        assertThat(budget.isExhausted(2)).isTrue();
        assertThat(budget.take(2)).isEqualTo(MINUTE - 2);
        assertThat(budget.isExhausted(MINUTE + 1)).isFalse();
    }

    @Test
    void shouldLeaveTheVenueAloneAsLongAsItAsks() {
        ReconnectBudget budget = new ReconnectBudget(100, 0, 1);
        budget.pause(10, 5_000 * MS);
        budget.pause(10, 1_000 * MS);
        assertThat(budget.isExhausted(10)).isTrue();
        assertThat(budget.take(10)).isEqualTo(5_000 * MS);
        assertThat(budget.isPaused(10 + 5_000 * MS)).isFalse();
        assertThat(budget.take(10 + 5_000 * MS)).isZero();
    }

    @Test
    void shouldRefuseSenselessBudgets() {
        assertThatThrownBy(() -> new ReconnectBudget(0, 0, 0)).hasMessageContaining("0 attempts");
    }
}
