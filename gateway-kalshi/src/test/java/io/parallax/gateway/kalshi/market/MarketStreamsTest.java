package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.testkit.FuzzRuns;
import io.parallax.testkit.JsonMutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random streams of the venue through feed, events and the engine's books, against the plain reading of the same bytes:
 * sound streams, and streams with frames lost, repeated or swapped, must give the same books and the same health after
 * every frame; damaged ones must never leave a book in use that the plain reading calls unknown, or another one than it
 * knows. Options in {@link FuzzRuns}.
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
            TwoReadings stream = stream(new Random(FuzzRuns.mix(seed, round)), seed, round);
            for (int step = 0; step < STEPS; step++) {
                for (byte[] frame : stream.venue().next()) {
                    stream.feed(frame);
                    stream.checkSame();
                }
            }
            assertThat(stream.faults().total())
                    .as("seed %d, round %d", seed, round)
                    .isZero();
            assertThat(stream.count(FeedCounter.GAPS)).isZero();
            assertThat(stream.reconnects()).isZero();
            count(stream);
        }
        assertThat(live).isGreaterThan(unknown).isGreaterThan(1_000);
        assertThat(unknown).isPositive();
    }

    @Test
    void shouldFollowAStreamWithFramesLostRepeatedAndSwapped() {
        long seed = FuzzRuns.seed("MarketStreamsTest lossy");
        for (int round = 0; round < FuzzRuns.count(SHORT); round++) {
            Random random = new Random(FuzzRuns.mix(seed, round));
            TwoReadings stream = stream(random, seed, round);
            byte[] held = null;
            for (int step = 0; step < STEPS; step++) {
                for (byte[] frame : stream.venue().next()) {
                    int dice = random.nextInt(60);
                    if (dice == 0) {
                        continue;
                    }
                    if (dice == 1 && held == null) {
                        held = frame;
                        continue;
                    }
                    for (int times = dice == 2 ? 2 : 1; times > 0; times--) {
                        stream.feed(frame);
                        stream.checkSame();
                    }
                    if (held != null) {
                        stream.feed(held);
                        stream.checkSame();
                        held = null;
                    }
                }
            }
            assertThat(stream.reconnects()).isZero();
            count(stream);
        }
        assertThat(live).isGreaterThan(1_000);
        assertThat(unknown).isGreaterThan(1_000);
    }

    @Test
    void shouldNeverUseAWrongBookWhateverHappensToTheFrames() {
        long seed = FuzzRuns.seed("MarketStreamsTest damaged");
        int reconnects = 0;
        for (int round = 0; round < FuzzRuns.count(SHORT); round++) {
            Random random = new Random(FuzzRuns.mix(seed, round));
            TwoReadings stream = stream(random, seed, round);
            JsonMutations mutations = new JsonMutations(random);
            for (int step = 0; step < STEPS; step++) {
                List<byte[]> frames = new ArrayList<>(stream.venue().next());
                for (RandomVenue.Market market : stream.venue().markets()) {
                    if (random.nextInt(5) == 0) {
                        frames.add(stream.venue().snapshot(market));
                    }
                }
                for (byte[] frame : frames) {
                    stream.feed(random.nextInt(4) == 0 ? mutations.damage(frame) : frame);
                    stream.checkDamaged();
                }
            }
            reconnects += stream.reconnects();
            count(stream);
        }
        assertThat(live).isGreaterThan(1_000);
        assertThat(unknown).isGreaterThan(1_000);
        assertThat(reconnects).isPositive();
    }

    private static TwoReadings stream(Random random, long seed, int round) {
        RandomVenue venue = new RandomVenue(random, 1 + random.nextInt(3), random.nextBoolean());
        return new TwoReadings("seed " + seed + ", round " + round, venue);
    }

    private void count(TwoReadings stream) {
        live += stream.live();
        unknown += stream.unknown();
    }
}
