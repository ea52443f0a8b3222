package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        // inputs, equal, group over, price due, proven; verdict
        "false, false, false, false, false, UNVERIFIABLE",
        "false, false, false, false, true,  UNVERIFIABLE",
        "false, false, false, true,  false, UNVERIFIABLE",
        "false, false, false, true,  true,  UNVERIFIABLE",
        "false, false, true,  false, false, UNVERIFIABLE",
        "false, false, true,  false, true,  UNVERIFIABLE",
        "false, false, true,  true,  false, UNVERIFIABLE",
        "false, false, true,  true,  true,  UNVERIFIABLE",
        "false, true,  false, false, false, UNVERIFIABLE",
        "false, true,  false, false, true,  UNVERIFIABLE",
        "false, true,  false, true,  false, UNVERIFIABLE",
        "false, true,  false, true,  true,  UNVERIFIABLE",
        "false, true,  true,  false, false, UNVERIFIABLE",
        "false, true,  true,  false, true,  UNVERIFIABLE",
        "false, true,  true,  true,  false, UNVERIFIABLE",
        "false, true,  true,  true,  true,  UNVERIFIABLE",
        "true,  false, false, false, false, NOT_YET",
        "true,  false, false, false, true,  NOT_YET",
        "true,  false, false, true,  false, NOT_YET",
        "true,  false, false, true,  true,  NOT_YET",
        "true,  false, true,  false, false, UNVERIFIABLE",
        "true,  false, true,  false, true,  MISMATCH",
        "true,  false, true,  true,  false, NOT_YET",
        "true,  false, true,  true,  true,  NOT_YET",
        "true,  true,  false, false, false, MATCH",
        "true,  true,  false, false, true,  MATCH",
        "true,  true,  false, true,  false, MATCH",
        "true,  true,  false, true,  true,  MATCH",
        "true,  true,  true,  false, false, MATCH",
        "true,  true,  true,  false, true,  MATCH",
        "true,  true,  true,  true,  false, MATCH",
        "true,  true,  true,  true,  true,  MATCH",
    })
    void shouldTellALostBookOnlyWhenNothingElseExplainsIt(
            boolean hasInputs,
            boolean isEqual,
            boolean isGroupOver,
            boolean isPriceDue,
            boolean isProven,
            Verdict verdict) {
        assertThat(Verdict.of(hasInputs, isEqual, isGroupOver, isPriceDue, isProven))
                .isEqualTo(verdict);
    }
}
