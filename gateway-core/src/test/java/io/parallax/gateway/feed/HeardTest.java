package io.parallax.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeardTest {
    private static final long MS = 1_000_000;

    @Test
    void shouldTellAtMostFourTimesASecondAndOnlyWhatCame() {
        Heard heard = new Heard();
        heard.restart();
        assertThat(heard.take(-5 * MS)).as("nothing came").isFalse();
        int told = 0;
        for (long now = 0; now < 1_000; now++) {
            heard.data();
            told += heard.take(now * MS) ? 1 : 0;
        }
        assertThat(told).isEqualTo(4);
        assertThat(heard.take(1_000 * MS)).as("what came since the last").isTrue();
        assertThat(heard.take(5_000 * MS)).isFalse();
        heard.data();
        assertThat(heard.take(5_001 * MS)).isTrue();
        heard.data();
        heard.restart();
        heard.data();
        assertThat(heard.take(5_002 * MS))
                .as("a new connection is told at once")
                .isTrue();
    }
}
