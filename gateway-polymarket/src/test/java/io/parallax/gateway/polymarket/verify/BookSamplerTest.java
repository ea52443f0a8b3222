package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two lines that follow one market, and a venue whose REST answers the test gives. */
final class BookSamplerTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final long PERIOD = 30 * SECOND;
    private static final long MAX_SILENCE = 12 * SECOND;

    private final VerifyRig a = VerifyRig.recorded();
    private final VerifyRig b = VerifyRig.recorded();
    private final PlainVenue venue = new PlainVenue();
    private final List<BookSource.Answer> requests = new ArrayList<>();
    private final List<int[]> slots = new ArrayList<>();
    private final BookSampler sampler = new BookSampler(
            a.markets,
            (asked, count, answer) -> {
                slots.add(Arrays.copyOf(asked, count));
                requests.add(answer);
            },
            (slot, copy) -> copy == 0 ? a.verifier : b.verifier,
            a.counters,
            PERIOD,
            MAX_SILENCE);
    private long now = 1_000 * SECOND;

    @BeforeEach
    void start() {
        venue.set(true, "0.48", "10").set(true, "0.47", "20.5").set(false, "0.52", "5");
        a.feed(venue.snapshot(false), now);
        b.feed(venue.snapshot(true), now);
        sampler.follow(0, now);
    }

    /** Tells both lines of one change; on the way each proves its snapshot, which is not what these tests are about. */
    private void both(String change) {
        one(a, change);
        one(b, change);
    }

    private void one(VerifyRig line, String change) {
        line.feed(venue.change(change).get(0), now);
        line.told.clear();
    }

    @Test
    void shouldVerifyBothLinesByOneCopyWithinThePeriod() {
        untilRequest();
        assertThat(now).isLessThanOrEqualTo(1_000 * SECOND + PERIOD);
        answer(venue.rest(false));
        assertThat(a.told).containsExactly("verified");
        assertThat(b.told).containsExactly("verified");
        assertThat(a.counters.get(VerifyCounter.REST_EQUAL)).isEqualTo(2);
        long first = now;
        untilRequest();
        assertThat(now - first).isBetween(PERIOD / 2, PERIOD);
    }

    @Test
    void shouldTellAFrozenMarketOnTheOneLineThatFroze() {
        venue.timeMs += 50;
        one(b, "bid 0.46 1");
        untilRequest();
        answer(venue.rest(false));
        assertThat(b.told).containsExactly("verified");
        assertThat(a.told).as("not before the grace is over").isEmpty();
        pass(900 * MS);
        assertThat(a.told).isEmpty();
        pass(200 * MS);
        assertThat(a.told).containsExactly("mismatch");
        assertThat(a.verifier.proof(0).isWhole()).isFalse();
        assertThat(a.counters.get(VerifyCounter.REST_DIFFERENT)).isEqualTo(1);
    }

    @Test
    void shouldLetALineCatchUpWithinTheGrace() {
        venue.timeMs += 50;
        one(b, "bid 0.46 1");
        untilRequest();
        answer(venue.rest(false));
        pass(500 * MS);
        one(a, "bid 0.46 1");
        pass(2 * SECOND);
        assertThat(a.told).isEmpty();
        assertThat(a.counters.get(VerifyCounter.REST_EQUAL)).isEqualTo(2);
    }

    @Test
    void shouldFindAnOldCopyInconclusiveAndAskAgainSooner() {
        String old = venue.rest(false);
        venue.timeMs += 50;
        venue.set(true, "0.46", "1");
        a.feed(venue.snapshot(false), now);
        b.feed(venue.snapshot(false), now);
        untilRequest();
        long first = now;
        answer(old);
        pass(2 * SECOND);
        assertThat(a.told).isEmpty();
        assertThat(a.counters.get(VerifyCounter.REST_INCONCLUSIVE)).isEqualTo(2);
        untilRequest();
        assertThat(now - first).isLessThan(PERIOD / 4);
        answer(venue.rest(false));
        assertThat(a.told).containsExactly("verified");
    }

    @Test
    void shouldFindACopyInconclusiveWhenTheBookMovedMeanwhile() {
        untilRequest();
        venue.timeMs += 50;
        both("bid 0.46 1");
        venue.timeMs += 50;
        venue.change("bid 0.45 1");
        answer(venue.rest(false));
        pass(2 * SECOND);
        assertThat(a.told).isEmpty();
        assertThat(b.told).isEmpty();
    }

    @Test
    void shouldTellALevelLostWithinAStateTheLineAnnounced() {
        venue.timeMs += 50;
        one(a, "bid 0.46 1");
        b.feed(venue.change("bid 0.46 1").get(0), now, (bid, price, qty) -> -1);
        b.told.clear();
        untilRequest();
        answer(venue.rest(false));
        pass(2 * SECOND);
        assertThat(a.told).containsExactly("verified");
        assertThat(b.told).containsExactly("mismatch");
    }

    @Test
    void shouldLearnThePriceThatNeverCame() {
        now += SECOND;
        a.verifier.poll(now, 4);
        venue.timeMs += 50;
        venue.set(false, "0.52", "4");
        venue.lastPrice = "0.5233";
        a.feed(venue.bookOfTrade(false), now);
        now += 3 * SECOND;
        a.verifier.poll(now, 4);
        assertThat(a.verifier.proof(0).isProven()).isFalse();
        untilRequest();
        answer(venue.rest(false));
        assertThat(a.verifier.proof(0).isProven()).isTrue();
        venue.timeMs += 50;
        a.feed(venue.change("bid 0.46 1").get(0), now);
        assertThat(a.verifier.judge(0, true, now)).isEqualTo(Verdict.MATCH);
    }

    @Test
    void shouldAskForNothingWhileNoLineKnowsTheBook() {
        a.verifier.lostAll();
        b.verifier.lostAll();
        pass(2 * PERIOD);
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldProbeALineThatIsSilent() {
        sampler.watch(a.verifier);
        untilRequest();
        answer(venue.rest(false));
        a.told.clear();
        long heard = now;
        a.feed(venue.trade("0.52"), now);
        untilRequest();
        assertThat(now - heard).isBetween(MAX_SILENCE / 3, MAX_SILENCE / 3 + SECOND);
        answer(venue.rest(false));
        assertThat(a.told).containsExactly("verified");
        long probed = now;
        untilRequest();
        assertThat(now - probed).as("and again while it stays silent").isLessThan(MAX_SILENCE / 2);
    }

    @Test
    void shouldCountWhatGivesNoCopies() {
        untilRequest();
        requests.remove(0).onFailure(true);
        long failed = now;
        untilRequest();
        assertThat(now - failed).as("the venue wants fewer requests").isGreaterThanOrEqualTo(10 * SECOND);
        answer("");
        untilRequest();
        answer(venue.rest(false, "0".repeat(40)));
        assertThat(a.counters.get(VerifyCounter.REST_FAILURES)).isEqualTo(1);
        assertThat(a.counters.get(VerifyCounter.REST_MISSING)).isEqualTo(1);
        assertThat(a.counters.get(VerifyCounter.REST_UNSOUND)).isEqualTo(1);
        assertThat(a.told).isEmpty();
    }

    @Test
    void shouldHaveOneRequestUnderWayAndStayWithinItsShare() {
        List<Long> times = new ArrayList<>();
        for (int n = 0; n < 10_000; n++) {
            sampler.unfollow(0);
            sampler.follow(0, now - PERIOD);
            pass(10 * MS);
            if (!requests.isEmpty()) {
                assertThat(requests).hasSize(1);
                times.add(now);
                answer(venue.rest(false));
            }
        }
        assertThat(times).hasSizeGreaterThan(100);
        for (int i = 50; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 50)).isGreaterThanOrEqualTo(10 * SECOND);
        }
    }

    private void untilRequest() {
        for (long end = now + 4 * PERIOD; requests.isEmpty(); ) {
            assertThat(now).as("a request").isLessThan(end);
            pass(100 * MS);
        }
    }

    private void pass(long durationNs) {
        for (long end = now + durationNs; now < end; ) {
            now += Math.min(10 * MS, end - now);
            sampler.poll(now);
        }
    }

    private void answer(String books) {
        requests.remove(0)
                .onCopies(RestCopies.read(
                        ("[" + books + "]").getBytes(StandardCharsets.UTF_8), Map.of(VerifyRig.YES, 0)));
        sampler.poll(now);
    }
}
