package io.parallax.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FreezeCause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreezeCausesTest {
    @ParameterizedTest
    @EnumSource(
            value = FreezeCause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "NULL_VAL"})
    void shouldTellEveryCauseThereIs(FreezeCause cause) {
        FreezeCauses causes = new FreezeCauses();
        assertThat(causes.first()).isEqualTo(FreezeCause.NONE);
        assertThat(causes.add(cause)).isTrue();
        assertThat(causes.add(cause)).isFalse();
        assertThat(causes.first()).isEqualTo(cause);
        assertThat(causes.mask()).isEqualTo(1 << cause.value());
    }

    @ParameterizedTest
    @EnumSource(
            value = FreezeCause.class,
            names = {"ATTEMPT", "PARITY", "IMPLAUSIBLE", "CONTRADICTION"})
    void shouldEndByAPersonsWordAndByNoComparison(FreezeCause cause) {
        FreezeCauses causes = new FreezeCauses();
        causes.add(cause);
        assertThat(causes.agree()).isFalse();
        assertThat(causes.has(cause)).isTrue();
        causes.answer();
        assertThat(causes.mask()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FreezeCause.class,
            names = {"IDENTITY_CHANGED", "OUTCOMES_CHANGED", "RULES_CHANGED"})
    void shouldNeedAPersonAndAComparisonInEitherOrder(FreezeCause cause) {
        FreezeCauses causes = new FreezeCauses();
        causes.add(cause);
        causes.answer();
        assertThat(causes.has(cause)).isTrue();
        assertThat(causes.agree()).isTrue();
        assertThat(causes.mask()).isZero();
        causes.add(cause);
        assertThat(causes.agree()).isFalse();
        assertThat(causes.has(cause)).isTrue();
        causes.answer();
        assertThat(causes.mask()).isZero();
    }
}
