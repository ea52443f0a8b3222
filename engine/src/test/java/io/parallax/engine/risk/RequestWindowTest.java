package io.parallax.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No second of any phase holds more requests than permitted. */
class RequestWindowTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldPermitExactlyWhatCountingTheLastSecondPermits(long seed) {
        Random random = new Random(seed);
        RequestWindow window = new RequestWindow();
        List<Long> taken = new ArrayList<>();
        long nowNs = 1_000 * SECOND;
        for (int i = 0; i < 20_000; i++) {
            nowNs += random.nextInt(4) == 0 ? random.nextInt(400_000_000) : random.nextInt(3) * 1_000_000L;
            long most = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(40); // openings and others, by turns
            long from = nowNs - SECOND;
            long within = taken.stream().filter(at -> at > from).count();
            boolean permitted = window.take(most, nowNs);
            assertThat(permitted).as("seed %d request %d", seed, i).isEqualTo(within < most);
            if (permitted) {
                taken.add(nowNs);
                if (taken.size() > 64) {
                    taken.remove(0);
                }
            }
        }
    }

    @Test
    void shouldNotJudgeWithoutALimit() {
        RequestWindow window = new RequestWindow();
        for (int i = 0; i < 3 * RequestWindow.MAX_PER_SECOND; i++) {
            assertThat(window.take(Long.MAX_VALUE, SECOND)).isTrue();
        }
        assertThat(window.take(1, SECOND)).isFalse();
    }

    @Test
    void shouldHoldALargerLimitAtTheMostItTellsApart() {
        RequestWindow window = new RequestWindow();
        for (int i = 0; i < RequestWindow.MAX_PER_SECOND; i++) {
            assertThat(window.take(1_000_000, SECOND)).isTrue();
        }
        assertThat(window.take(1_000_000, SECOND)).isFalse();
        assertThat(window.take(1_000_000, 2 * SECOND)).isTrue();
    }
}
