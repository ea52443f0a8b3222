package io.parallax.gateway.polymarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parallax.testkit.AllocatedBytes;
import io.parallax.testkit.Corpus;
import io.parallax.testkit.FuzzRuns;
import io.parallax.testkit.JsonMutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes at all before the decoder. The kept inputs run always; docs/testing.md says how to run longer. */
final class MarketDecoderFuzzTest {
    private static final int SHORT = 10_000;

    private static MarketDecoderChecks checks;

    @FuzzTest
    void shouldStandAnyFrames(byte[] input) {
        if (checks == null) {
            checks = new MarketDecoderChecks(!FuzzRuns.isInstrumented());
        }
        checks.check(input);
    }

    @Test
    void shouldStandDamagedFrames() {
        long seed = FuzzRuns.seed("MarketDecoderFuzzTest");
        Random random = new Random(seed);
        JsonMutations mutations = new JsonMutations(random);
        MarketDecoderChecks every = new MarketDecoderChecks(true);
        RandomVenue venue = MarketDecoderChecks.venue();
        List<byte[]> kept = Corpus.of(MarketDecoderFuzzTest.class, "shouldStandAnyFrames");
        int runs = FuzzRuns.count(SHORT);
        for (int run = 0; run < runs; run++) {
            byte[] sound = random.nextInt(3) == 0
                    ? kept.get(random.nextInt(kept.size()))
                    : venue.next().get(0);
            byte[] damaged = random.nextInt(8) == 0 ? sound : mutations.damage(sound);
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
