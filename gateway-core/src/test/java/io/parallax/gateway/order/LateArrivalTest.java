package io.parallax.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateArrivalTest {
    private static final long SENT_NS = 1_790_000_000_000_000_000L;

    @Test
    void shouldReckonWithAnOrderForLongerThanAnybodyKeepsItsRequest() {
        assertThat(LateArrival.isPossible(SENT_NS, SENT_NS + 20_000_000_000L)).isTrue();
        assertThat(LateArrival.isPossible(SENT_NS, SENT_NS + 24_999_999_999L)).isTrue();
        assertThat(LateArrival.isPossible(SENT_NS, SENT_NS + 25_000_000_000L)).isFalse();
    }

    @Test
    void shouldReckonWithItWhileTheClockIsBehindTheDecision() {
        assertThat(LateArrival.isPossible(SENT_NS, SENT_NS - 1)).isTrue();
    }
}
