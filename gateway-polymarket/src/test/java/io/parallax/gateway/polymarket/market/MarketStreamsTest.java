package io.parallax.gateway.polymarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.testkit.FuzzRuns;
import io.parallax.testkit.JsonMutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random streams of the venue through decoder, events and the engine's books, against the plain reading of the same
 * bytes: sound streams must give the same books and the same health after every frame, damaged ones must never leave a
 * book in use that the plain reading calls unknown, or another one than it knows. Options in {@link FuzzRuns}.
 */
final class MarketStreamsTest {
    private static final int STEPS = 60;
    private static final int SHORT = 200;

    private int live;
    private int unknown;

    @Test
    void shouldHoldTheVenuesBooksAfterEveryFrameOfASoundStream() {
        long seed = FuzzRuns.seed("MarketStreamsTest sound");
        for (int round = 0; round < FuzzRuns.count(SHORT); round++) {
            Random random = new Random(FuzzRuns.mix(seed, round));
            RandomVenue venue = new RandomVenue(random, 1 + random.nextInt(3));
            TwoReadings stream = new TwoReadings("seed " + seed + ", round " + round, venue.markets());
            stream.feed(venue.dump());
            for (int step = 0; step < STEPS; step++) {
                for (byte[] frame : venue.next()) {
                    stream.feed(frame);
                    stream.checkSound();
                }
            }
            assertThat(stream.faults().total())
                    .as("seed %d, round %d", seed, round)
                    .isZero();
            count(stream);
        }
        assertThat(live).isGreaterThan(unknown).isGreaterThan(1_000);
        assertThat(unknown).isPositive();
    }

    @Test
    void shouldNeverUseAWrongBookWhateverHappensToTheFrames() {
        long seed = FuzzRuns.seed("MarketStreamsTest damaged");
        for (int round = 0; round < FuzzRuns.count(SHORT); round++) {
            Random random = new Random(FuzzRuns.mix(seed, round));
            RandomVenue venue = new RandomVenue(random, 1 + random.nextInt(3));
            TwoReadings stream = new TwoReadings("seed " + seed + ", round " + round, venue.markets());
            stream.feed(venue.dump());
            JsonMutations mutations = new JsonMutations(random);
            for (int step = 0; step < STEPS; step++) {
                List<byte[]> frames = new ArrayList<>(venue.next());
                if (random.nextInt(3) == 0) {
                    frames.add(venue.dump());
                }
                for (byte[] frame : frames) {
                    stream.feed(random.nextInt(3) == 0 ? mutations.damage(frame) : frame);
                    stream.checkDamaged();
                }
            }
            count(stream);
        }
        assertThat(live).isGreaterThan(1_000);
        assertThat(unknown).isGreaterThan(1_000);
    }

    private void count(TwoReadings stream) {
        live += stream.live();
        unknown += stream.unknown();
    }
}
