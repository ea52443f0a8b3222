package io.parallax.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.sim.script.FaultScript;
import io.parallax.sim.script.RandomFaults;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random faults at both venues for a while, then none: whatever happened, nothing was judged from a book that may not be
 * read, and in the end every book is LIVE and true on both lines. {@code -Dfeed.seeds=N} and {@code -Dfeed.seconds=N} make
 * it long; {@code -Dfeed.seed=S} repeats one seed.
 */
@Timeout(3_600)
class RandomFeedTest {
    private static final int PAIRS = 4;
    private static final int CHANGES_PER_SECOND = 400;
    private static final long FIRST_SEED = 20_261_121L;

    static LongStream seeds() {
        Long only = Long.getLong("feed.seed");
        int count = Integer.getInteger("feed.seeds", 2);
        return only != null ? LongStream.of(only) : LongStream.range(FIRST_SEED, FIRST_SEED + count);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldEndWithEveryBookTrueAfterAnyFaults(long seed) {
        Duration length = Duration.ofSeconds(Integer.getInteger("feed.seconds", 3));
        FaultScript script = RandomFaults.script(seed, length, 2);
        Rig.Plan plan = Rig.Plan.of(2).withPairs(PAIRS).withFeed(Rig.feed(2, 500, 1_000, 300));
        try (Rig rig = Rig.start(plan)) {
            List<CompletableFuture<Long>> flows =
                    List.of(flow(rig, Venue.KALSHI, length), flow(rig, Venue.POLYMARKET, length));
            rig.sim().play(script);
            flows.forEach(CompletableFuture::join);
            Rig.sleep(100);
            rig.lines(Venue.KALSHI).cureAll();
            rig.lines(Venue.POLYMARKET).cureAll();
            rig.awaitAllLive();
            rig.expectJudged(0);
            assertThat(rig.watched().violations()).isEmpty();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "seed " + seed + "; repeat with -Dfeed.seed=" + seed + " -Dfeed.seconds=" + length.toSeconds()
                            + "\n" + script,
                    e);
        }
    }

    /** Changes of all markets but the one that pulses. */
    private static CompletableFuture<Long> flow(Rig rig, Venue venue, Duration length) {
        List<String> markets = IntStream.range(0, PAIRS - 1)
                .mapToObj(pair -> rig.marketId(venue, pair))
                .toList();
        return rig.sim().books().burst(venue, markets, CHANGES_PER_SECOND, 3, length.toNanos());
    }
}
