package io.parallax.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.engine.state.StateHash;
import org.junit.jupiter.api.Test;

/** What an attempt folds into the state. */
class AttemptTest {
    private static long hash(Outcome leg, Outcome hedge) {
        Attempt attempt = new Attempt(0);
        attempt.legOutcome = leg;
        attempt.hedgeOutcome = hedge;
        return attempt.stateHash(StateHash.SEED);
    }

    @Test
    void shouldTellItsDirectionsApart() {
        assertThat(hash(Outcome.YES, Outcome.NO))
                .isNotEqualTo(hash(Outcome.NO, Outcome.NO))
                .isNotEqualTo(hash(Outcome.YES, Outcome.YES))
                .isNotEqualTo(hash(null, null));
    }
}
