package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.PairFinding;
import io.parallax.engine.port.CommandBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comparisons of a pair with the venues' metadata do. */
class PairDriftTest {
    private final EngineHarness engine = new EngineHarness();

    private void checked(PairFinding finding, int leg) {
        engine.apply(engine.event.pairChecked(engine.nowNs, 0, finding, leg));
    }

    @ParameterizedTest
    @EnumSource(
            value = PairFinding.class,
            names = {"RULES_CHANGED", "IDENTITY_CHANGED", "OUTCOMES_CHANGED", "UNREADABLE"})
    void shouldOpenNothingInAPairThatDrifted(PairFinding finding) {
        checked(finding, 1);
        assertThat(engine.records).endsWith("alert PAIR_FROZEN", "alert PAIR_DRIFTED");
        engine.disagree();
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).contains("opportunity PAIR_FROZEN");
    }

    @Test
    void shouldTradeAPairThatIsAsReviewed() {
        checked(PairFinding.AS_REVIEWED, -1);
        engine.disagree();
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldNotOpenAgainByBeingAsReviewed() {
        checked(PairFinding.RULES_CHANGED, 0);
        checked(PairFinding.AS_REVIEWED, -1);
        engine.disagree();
        assertThat(engine.sent).isEmpty();
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
        engine.disagree();
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldCloseAgainWhatAPersonOpenedAndTheVenueStillContradicts() {
        checked(PairFinding.RULES_CHANGED, 0);
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
        checked(PairFinding.RULES_CHANGED, 0);
        engine.disagree();
        assertThat(engine.sent).isEmpty();
    }

    @Test
    void shouldReplayAFreezeByteForByte() {
        checked(PairFinding.RULES_CHANGED, 0);
        checked(PairFinding.OUTCOMES_CHANGED, 1);
        engine.disagree();
        Engine again = new Engine(new EngineCapacity(64, 1024));
        CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
        for (int i = 0; i < engine.journal.size(); i++) {
            out.clear();
            byte[] event = engine.journal.get(i);
            again.onEvent(i, new UnsafeBuffer(event), 0, event.length, out);
            byte[] caused = new byte[out.length()];
            out.buffer().getBytes(0, caused);
            assertThat(caused).isEqualTo(engine.consequences.get(i));
        }
        assertThat(again.stateHash()).isEqualTo(engine.engine.stateHash());
        long frozen = again.stateHash();
        again.onEvent(
                engine.journal.size(),
                engine.event.pairEnabled(engine.nowNs, 0).buffer(),
                0,
                engine.event.length(),
                out);
        assertThat(again.stateHash()).isNotEqualTo(frozen);
    }
}
