package io.parallax.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.engine.state.StateHash;
import org.junit.jupiter.api.Test;

/** What an attempt folds into the state. */
class AttemptTest {
    private static long hash(Outcome first, Outcome second) {
        Attempt attempt = Legs.attempt(2);
        attempt.outcome[0] = first;
        attempt.outcome[1] = second;
        return attempt.stateHash(StateHash.SEED);
    }

    @Test
    void shouldTellItsDirectionsApart() {
        assertThat(hash(Outcome.YES, Outcome.NO))
                .isNotEqualTo(hash(Outcome.NO, Outcome.NO))
                .isNotEqualTo(hash(Outcome.YES, Outcome.YES))
                .isNotEqualTo(hash(null, null));
    }

    @Test
    void shouldCallUnhedgedWhatSomeLegsHoldAndOthersDoNot() {
        Attempt attempt = Legs.attempt(3);
        System.arraycopy(new long[] {100, 60, 40}, 0, attempt.heldMicros, 0, 3);
        assertThat(attempt.unhedgedMicros()).isEqualTo(60);
        assertThat(attempt.excessMicros(0)).isEqualTo(60);
        assertThat(attempt.excessMicros(1)).isEqualTo(20);
        assertThat(attempt.excessMicros(2)).isZero();
        attempt.heldMicros[2] = -10; // more of the other outcome is held: only what is there can be sold
        assertThat(attempt.unhedgedMicros()).isEqualTo(110);
        assertThat(attempt.excessMicros(0)).isEqualTo(100);
    }
}
