package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FreezeCause;
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
    void shouldStayClosedWhileTheLastComparisonStillContradictsAPersonsWord() {
        checked(PairFinding.RULES_CHANGED, 0);
        enable();
        assertThat(engine.records).endsWith("pair RULES_CHANGED", "alert PAIR_FROZEN");
        engine.disagree();
        assertThat(engine.sent).as("the venue's rules are still others").isEmpty();
        checked(PairFinding.AS_REVIEWED, -1);
        assertThat(engine.records).endsWith("pair NONE");
        engine.disagree();
        assertThat(engine.sent).as("a person answered, and nothing differs").hasSize(1);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotOpenByThePersonWhoAnswersForAnAttemptWhatHasDriftedMeanwhile() {
        failAnAttempt();
        checked(PairFinding.OUTCOMES_CHANGED, 1);
        assertThat(engine.frozenBy).containsExactly(FreezeCause.ATTEMPT, FreezeCause.OUTCOMES_CHANGED);
        assertThat(engine.causes).isEqualTo(bits(FreezeCause.ATTEMPT, FreezeCause.OUTCOMES_CHANGED));
        enable();
        assertThat(engine.causes).isEqualTo(bits(FreezeCause.OUTCOMES_CHANGED));
        assertThat(engine.frozenBy).endsWith(FreezeCause.OUTCOMES_CHANGED);
        int sent = engine.sent.size();
        engine.disagree();
        assertThat(engine.sent).hasSize(sent);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldTellTheSameFirstCauseInWhateverOrderTheyCame() {
        checked(PairFinding.RULES_CHANGED, 0);
        checked(PairFinding.IDENTITY_CHANGED, 0);
        assertThat(engine.records).contains("pair RULES_CHANGED", "pair IDENTITY_CHANGED");
        checked(PairFinding.UNREADABLE, 0);
        assertThat(engine.records.get(engine.records.lastIndexOf("alert PAIR_FROZEN") - 1))
                .isEqualTo("pair IDENTITY_CHANGED");
    }

    @Test
    void shouldOpenByItselfWhatCouldNotBeReadAndIsAsReviewed() {
        checked(PairFinding.UNREADABLE, 0);
        enable();
        engine.disagree();
        assertThat(engine.sent)
                .as("a person cannot answer for what nobody could read")
                .isEmpty();
        checked(PairFinding.AS_REVIEWED, -1);
        engine.disagree();
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldAskThePersonAgainWhenAComparisonContradictsTheAnswer() {
        checked(PairFinding.RULES_CHANGED, 0);
        enable();
        checked(PairFinding.RULES_CHANGED, 0);
        checked(PairFinding.AS_REVIEWED, -1);
        engine.disagree();
        assertThat(engine.sent).isEmpty();
    }

    @Test
    void shouldTellApartInTheStateWhatWaitsForAPersonAndWhatForAComparison() {
        checked(PairFinding.RULES_CHANGED, 0);
        long both = engine.engine.stateHash();
        enable();
        assertThat(engine.causes).isEqualTo(bits(FreezeCause.RULES_CHANGED));
        assertThat(engine.engine.stateHash()).isNotEqualTo(both);
    }

    private void enable() {
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
    }

    /** A fill that comes after the venue had refused the order. */
    private void failAnAttempt() {
        engine.disagree();
        if (engine.sent.isEmpty()) {
            return;
        }
        engine.rejected(engine.sent.get(0));
        engine.filled(engine.sent.get(0), "10", "0.4");
    }

    private static int bits(FreezeCause... causes) {
        int mask = 0;
        for (FreezeCause cause : causes) {
            mask |= 1 << cause.value();
        }
        return mask;
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
