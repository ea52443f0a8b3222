package io.parallax.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Venue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerPaceTest {
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final AnswerPace pace = new AnswerPace();
    private long nowNs = SECOND_NS;

    @BeforeEach
    void answerAsUsual() {
        for (int i = 0; i < 100; i++) {
            answer(20 + i % 11); // 20 to 30 ms
        }
        assertThat(pace.takeSlow()).isNull();
    }

    private void answer(long afterMs) {
        nowNs += 100 * MILLI_NS;
        pace.answered(Venue.KALSHI, afterMs * MILLI_NS, nowNs);
    }

    @Test
    void shouldFindASpellOfSlowAnswersAfterTenSeconds() {
        long beganNs = nowNs + 100 * MILLI_NS;
        while (nowNs < beganNs + 9_900 * MILLI_NS) {
            answer(400);
            assertThat(pace.takeSlow()).isNull();
        }
        answer(400);
        assertThat(pace.takeSlow()).isEqualTo(Venue.KALSHI);
        assertThat(pace.takeSlow()).as("told once").isNull();
    }

    @Test
    void shouldForgetASpellThatAnAnswerInTimeEnds() {
        for (int i = 0; i < 300; i++) {
            answer(i % 50 == 49 ? 25 : 400);
        }
        assertThat(pace.takeSlow()).isNull();
    }

    @Test
    void shouldCallNothingSlowThatIsFiveTimesTheUsualAtMost() {
        for (int i = 0; i < 300; i++) {
            answer(100);
        }
        assertThat(pace.takeSlow()).isNull();
    }

    @Test
    void shouldCountAnAnswerThatHasNotCome() {
        pace.waited(Venue.KALSHI, SECOND_NS, nowNs);
        pace.waited(Venue.KALSHI, SECOND_NS, nowNs + 10 * SECOND_NS);
        assertThat(pace.takeSlow()).isEqualTo(Venue.KALSHI);
    }

    @Test
    void shouldJudgeNoVenueThatHasHardlyAnswered() {
        for (int i = 0; i < 15; i++) {
            pace.answered(Venue.POLYMARKET, MILLI_NS, nowNs += SECOND_NS);
        }
        pace.waited(Venue.POLYMARKET, 60 * SECOND_NS, nowNs);
        pace.waited(Venue.POLYMARKET, 60 * SECOND_NS, nowNs + 60 * SECOND_NS);
        assertThat(pace.takeSlow()).isNull();
    }

    @Test
    void shouldLearnAPaceThatStays() {
        for (int i = 0; i < 2_000; i++) {
            answer(400);
            pace.takeSlow();
        }
        for (int i = 0; i < 300; i++) {
            answer(400);
        }
        assertThat(pace.takeSlow()).isNull();
    }
}
