package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopyVerdictTest {
    @ParameterizedTest
    @CsvSource({
        // equal, same state, moved, newer; verdict
        "false, false, false, false, INCONCLUSIVE",
        "false, false, false, true,  DIFFERENT",
        "false, false, true,  false, INCONCLUSIVE",
        "false, false, true,  true,  INCONCLUSIVE",
        "false, true,  false, false, DIFFERENT",
        "false, true,  false, true,  DIFFERENT",
        "false, true,  true,  false, INCONCLUSIVE",
        "false, true,  true,  true,  INCONCLUSIVE",
        "true,  false, false, false, EQUAL",
        "true,  false, false, true,  EQUAL",
        "true,  false, true,  false, EQUAL",
        "true,  false, true,  true,  EQUAL",
        "true,  true,  false, false, EQUAL",
        "true,  true,  false, true,  EQUAL",
        "true,  true,  true,  false, EQUAL",
        "true,  true,  true,  true,  EQUAL",
    })
    void shouldDoubtABookOnlyThatNothingElseExplains(
            boolean isEqual, boolean isSameState, boolean hasMoved, boolean isNewer, CopyVerdict verdict) {
        assertThat(CopyVerdict.of(isEqual, isSameState, hasMoved, isNewer)).isEqualTo(verdict);
    }
}
