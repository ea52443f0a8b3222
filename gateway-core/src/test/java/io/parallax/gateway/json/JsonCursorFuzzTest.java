package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parallax.testkit.AllocatedBytes;
import io.parallax.testkit.Corpus;
import io.parallax.testkit.FuzzRuns;
import io.parallax.testkit.JsonMutations;
import io.parallax.testkit.RandomJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes at all before the cursor. The kept inputs run always; docs/testing.md says how to run longer. */
final class JsonCursorFuzzTest {
    private static final int SHORT = 40_000;

    private static JsonCursorChecks checks;

    @FuzzTest
    void shouldJudgeAnyText(byte[] text) {
        if (checks == null) {
            checks = new JsonCursorChecks(!FuzzRuns.isInstrumented());
        }
        checks.check(text);
    }

    @Test
    void shouldJudgeDamagedTexts() {
        long seed = FuzzRuns.seed("JsonCursorFuzzTest");
        Random random = new Random(seed);
        JsonMutations mutations = new JsonMutations(random);
        JsonCursorChecks every = new JsonCursorChecks(true);
        List<byte[]> kept = Corpus.of(JsonCursorFuzzTest.class, "shouldJudgeAnyText");
        int runs = FuzzRuns.count(SHORT);
        for (int run = 0; run < runs; run++) {
            byte[] text = random.nextInt(3) == 0
                    ? kept.get(random.nextInt(kept.size()))
                    : new RandomJson(random, random.nextBoolean()).value(6).getBytes(StandardCharsets.UTF_8);
            byte[] damaged = random.nextInt(8) == 0 ? text : mutations.damage(text);
            try {
                every.check(damaged);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", run " + run + ": " + new String(damaged, StandardCharsets.UTF_8), e);
            }
        }
        assertThat(AllocatedBytes.control()).isPositive();
    }
}
