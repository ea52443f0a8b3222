package io.parallax.app.opps;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ReasonCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void shouldExplainEveryReasonInItsOwnWords() {
        assertThat(Arrays.stream(ReasonCode.values()).map(Reasons::text))
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("\n"));
    }
}
