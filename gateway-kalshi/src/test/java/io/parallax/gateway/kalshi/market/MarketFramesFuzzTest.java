package io.parallax.gateway.kalshi.market;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parallax.testkit.Corpus;
import io.parallax.testkit.FuzzRuns;
import io.parallax.testkit.JsonMutations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any bytes at all on a connection whose books are whole: nothing is thrown, and no book is in use that the plain reading
 * does not know. The kept inputs run always; docs/testing.md says how to run longer.
 */
final class MarketFramesFuzzTest {
    /** Between the frames of one input. */
    private static final byte BREAK = 0;

    private static final int SHORT = 6_000;

    private static TwoReadings readings;

    @FuzzTest
    void shouldStandAnyFrames(byte[] input) {
        if (readings == null) {
            readings = new TwoReadings("input", venue());
        }
        check(readings, input);
    }

    @Test
    void shouldStandDamagedFrames() {
        long seed = FuzzRuns.seed("MarketFramesFuzzTest");
        Random random = new Random(seed);
        JsonMutations mutations = new JsonMutations(random);
        TwoReadings every = new TwoReadings("seed " + seed, venue());
        RandomVenue other = venue();
        List<byte[]> kept = Corpus.of(MarketFramesFuzzTest.class, "shouldStandAnyFrames");
        int runs = FuzzRuns.count(SHORT);
        for (int run = 0; run < runs; run++) {
            byte[] sound = random.nextInt(3) == 0
                    ? kept.get(random.nextInt(kept.size()))
                    : other.next().get(0);
            check(every, random.nextInt(8) == 0 ? sound : mutations.damage(sound));
        }
    }

    private static RandomVenue venue() {
        return new RandomVenue(new Random(20_261_121), 2, true);
    }

    private static void check(TwoReadings both, byte[] input) {
        both.connect();
        int from = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || input[i] == BREAK) {
                byte[] frame = Arrays.copyOfRange(input, from, i);
                from = i + 1;
                // A name spelled with an escape is another name to us and the same to Jackson: no quarrel about those.
                if (!new String(frame, StandardCharsets.ISO_8859_1).contains("\\u")) {
                    both.feed(frame);
                    both.checkDamaged();
                }
            }
        }
    }
}
