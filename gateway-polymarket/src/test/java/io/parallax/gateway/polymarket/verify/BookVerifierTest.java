package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.parallax.codecs.units.Micros;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BookVerifierTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final VerifyRig rig = VerifyRig.recorded();
    private final PlainVenue venue = new PlainVenue();
    private long now = 1_000 * SECOND;

    @BeforeEach
    void start() {
        venue.set(true, "0.48", "10").set(true, "0.47", "20.5").set(false, "0.52", "5");
        rig.feed(venue.snapshot(false), now);
    }

    @Test
    void shouldProveASnapshotOnceItRests() {
        now += 49 * MS;
        assertThat(rig.verifier.poll(now, 4)).isZero();
        now += MS;
        assertThat(rig.verifier.poll(now, 4)).isEqualTo(1);
        assertThat(rig.told).containsExactly("verified");
        now += 10 * SECOND;
        assertThat(rig.verifier.poll(now, 4)).as("nothing new to prove").isZero();
    }

    @Test
    void shouldWaitForEveryFrameOfAnEvent() {
        rest();
        rig.told.clear();
        List<JsonNode> frames = venue.change("bid 0.46 1", "ask 0.53 2", "bid 0.48 0");
        feed(frames.get(0));
        feed(frames.get(1));
        assertThat(rig.verifier.judge(0, false, now)).isEqualTo(Verdict.NOT_YET);
        feed(frames.get(2));
        assertThat(rig.verifier.judge(0, false, now)).isEqualTo(Verdict.MATCH);
    }

    @Test
    void shouldTellALossWhenTheEventIsOverAndTheBookRests() {
        rest();
        List<JsonNode> frames = venue.change("bid 0.46 1", "ask 0.53 2");
        feed(frames.get(1));
        now += 49 * MS;
        rig.verifier.poll(now, 4);
        assertThat(rig.told).doesNotContain("mismatch");
        rest();
        assertThat(rig.told).containsExactly("verified", "mismatch");
        assertThat(rig.verifier.proof(0).isWhole()).isFalse();

        feed(venue.change("bid 0.45 1").get(0));
        rest();
        rest();
        assertThat(rig.told).as("once, until the next whole book").containsExactly("verified", "mismatch");

        rig.feed(venue.snapshot(true), now);
        rest();
        assertThat(rig.told).containsExactly("verified", "mismatch", "verified");
    }

    @Test
    void shouldTellALossOnTheWayOfAFrameWhenTheBookNeverRests() {
        rest();
        rig.told.clear();
        venue.change("bid 0.46 1");
        long first = rig.counters.get(VerifyCounter.HASHES);
        for (int n = 0; n < 300 && rig.told.isEmpty(); n++) {
            now += 20 * MS;
            venue.timeMs += 20;
            feed(venue.change("bid 0.40 " + (n + 1)).get(0));
            rig.verifier.poll(now, 4);
        }
        assertThat(rig.told).containsExactly("mismatch");
        assertThat(rig.counters.get(VerifyCounter.HASHES) - first)
                .as("one in five seconds")
                .isEqualTo(1);
    }

    @Test
    void shouldProveABusyBookOnceInFiveSeconds() {
        rest();
        long first = rig.counters.get(VerifyCounter.MATCHES);
        for (int n = 0; n < 1_000; n++) {
            now += 20 * MS;
            venue.timeMs += 20;
            venue.change("bid 0.40 " + (n + 1), "ask 0.6 " + (n + 2)).forEach(this::feed);
            rig.verifier.poll(now, 4);
        }
        assertThat(rig.counters.get(VerifyCounter.MATCHES) - first).isBetween(3L, 4L);
        assertThat(rig.told).doesNotContain("mismatch");
    }

    @Test
    void shouldWaitForThePriceOfATrade() {
        rest();
        rig.told.clear();
        venue.timeMs += 100;
        venue.set(false, "0.52", "4");
        venue.lastPrice = "0.520";
        rig.feed(venue.bookOfTrade(true), now);
        rig.feed(venue.bookOfTrade(false), now);
        assertThat(rig.verifier.judge(0, true, now)).isEqualTo(Verdict.NOT_YET);
        now += 20 * MS;
        venue.timeMs += 20;
        feed(venue.change("bid 0.46 3").get(0));
        assertThat(rig.verifier.judge(0, true, now))
                .as("a change between book and price")
                .isEqualTo(Verdict.NOT_YET);
        now += 15 * MS;
        feed(venue.trade("0.52"));
        assertThat(rig.verifier.judge(0, true, now)).isEqualTo(Verdict.MATCH);
    }

    @Test
    void shouldFindNoLossWhereThePriceOfATradeNeverComes() {
        rest();
        venue.timeMs += 100;
        venue.set(false, "0.52", "4");
        venue.lastPrice = "0.520";
        rig.feed(venue.bookOfTrade(false), now);
        now += 3 * SECOND;
        rig.verifier.poll(now, 4);
        assertThat(rig.counters.get(VerifyCounter.UNVERIFIABLE)).isEqualTo(1);
        feed(venue.trade("0.52"));
        rest();
        rest();
        assertThat(rig.told).doesNotContain("mismatch");
        assertThat(rig.verifier.proof(0).isProven()).isTrue();
    }

    @Test
    void shouldProveATradeWhosePriceCameBeforeItsBook() {
        rest();
        feed(venue.trade("0.52"));
        now += MS;
        venue.timeMs += 100;
        venue.set(false, "0.52", "4");
        venue.lastPrice = "0.520";
        feed(venue.bookOfTrade(false));
        assertThat(rig.verifier.judge(0, true, now)).isEqualTo(Verdict.MATCH);
    }

    @Test
    void shouldProveTheStateBeforeATradeWhosePriceCameFirst() {
        feed(venue.trade("0.52"));
        rest();
        assertThat(rig.told).containsExactly("verified");
    }

    @Test
    void shouldFindNoLossWhileANewPriceIsUnproven() {
        rest();
        feed(venue.trade("0.5233"));
        venue.timeMs += 100;
        venue.lastPrice = "0.523"; // a form we did not expect
        feed(venue.change("bid 0.46 3").get(0));
        rest();
        rest();
        assertThat(rig.told).doesNotContain("mismatch");
        assertThat(rig.counters.get(VerifyCounter.UNVERIFIABLE)).isEqualTo(1);
    }

    @Test
    void shouldFindNoLossInASnapshotThatNeverMatched() {
        VerifyRig fresh = VerifyRig.recorded();
        fresh.feed(venue.snapshot(false), now, (bid, price, qty) -> qty + 1);
        fresh.feed(venue.change("bid 0.46 3").get(0), now + SECOND);
        fresh.verifier.poll(now + 10 * SECOND, 4);
        assertThat(fresh.told).isEmpty();
        assertThat(fresh.counters.get(VerifyCounter.UNVERIFIABLE)).isEqualTo(2);
    }

    @Test
    void shouldProveNothingOfAMarketNobodyDescribed() {
        VerifyRig fresh = VerifyRig.recorded();
        fresh.markets.hashedWith(0, 0, false);
        fresh.feed(venue.snapshot(false), now);
        fresh.verifier.poll(now + SECOND, 4);
        assertThat(fresh.told).isEmpty();
        assertThat(fresh.counters.get(VerifyCounter.UNVERIFIABLE)).isEqualTo(1);
    }

    @Test
    void shouldTakeTheGridAnotherLineWasToldOf() {
        rest();
        rig.markets.tickMicros(0, 1_000);
        feed(venue.change("bid 0.46 3").get(0));
        rest();
        venue.timeMs += 100;
        venue.tick = "0.001";
        feed(venue.change("bid 0.461 3").get(0));
        rest();
        rest();
        assertThat(rig.told).doesNotContain("mismatch");
        assertThat(rig.verifier.proof(0).isProven()).isTrue();
        assertThat(rig.counters.get(VerifyCounter.MATCHES)).isEqualTo(3);
    }

    @Test
    void shouldTellAVerifiedBookOnceASecond() {
        for (int n = 0; n < 40; n++) {
            now += 100 * MS;
            venue.timeMs += 100;
            feed(venue.change("bid 0.40 " + (n + 1)).get(0));
            now += 60 * MS;
            rig.verifier.poll(now, 4);
        }
        assertThat(rig.told).hasSizeBetween(5, 7).doesNotContain("mismatch");
    }

    @Test
    void shouldGoOnUnprovenWhenABookOutgrowsItsRoom() {
        rest();
        rig.told.clear();
        for (int n = 1; n <= 70; n++) {
            feed(venue.change("bid 0.00" + (n < 10 ? "0" : "") + n + " 1").get(0));
        }
        rest();
        assertThat(rig.told).isEmpty();
        assertThat(rig.counters.get(VerifyCounter.OUTGROWN)).isEqualTo(1);
        feed(venue.snapshot(false));
        rest();
        assertThat(rig.told).containsExactly("verified");
    }

    @Test
    void shouldMakeRoomWhileABookGrowsSlowly() {
        rest();
        for (int n = 1; n <= 90; n++) {
            feed(venue.change("bid 0.00" + (n < 10 ? "0" : "") + n + " 1").get(0));
            rig.verifier.poll(now, 4);
        }
        rest();
        assertThat(rig.counters.get(VerifyCounter.OUTGROWN)).isZero();
        assertThat(rig.told).doesNotContain("mismatch");
    }

    /** Random events, some of whose frames are lost: told is the truth, and every loss is told once the book rests. */
    @Test
    void shouldTellTheTruthAboutRandomStreams() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            VerifyRig fresh = VerifyRig.recorded();
            fresh.feed(venue.snapshot(random.nextBoolean()), now);
            now += SECOND;
            fresh.verifier.poll(now, 4);
            for (int event = 0; event < 30; event++) {
                venue.timeMs += random.nextInt(3);
                String[] changes = new String[1 + random.nextInt(4)];
                for (int i = 0; i < changes.length; i++) {
                    changes[i] = random.nextBoolean()
                            ? "bid 0." + (10 + random.nextInt(39)) + " " + random.nextInt(3)
                            : "ask 0." + (50 + random.nextInt(39)) + " " + random.nextInt(3);
                }
                List<JsonNode> frames = new ArrayList<>(venue.change(changes));
                if (random.nextInt(20) == 0) {
                    frames.remove(0);
                }
                if (frames.isEmpty()) {
                    continue; // the next event gives it away
                }
                frames.forEach(frame -> fresh.feed(frame, now));
                venue.bids.forEach(fresh.bids::put);
                fresh.bids.keySet().retainAll(venue.bids.keySet());
                venue.asks.forEach(fresh.asks::put);
                fresh.asks.keySet().retainAll(venue.asks.keySet());
                now += random.nextInt(3) == 0 ? 2 * SECOND : MS;
                boolean right = fresh.isTrue();
                boolean whole = fresh.verifier.proof(0).isWhole();
                fresh.told.clear();
                boolean judged = fresh.verifier.poll(now, 4) > 0;
                assertThat(fresh.told.contains("mismatch"))
                        .as("seed %d round %d event %d", seed, round, event)
                        .isEqualTo(judged && whole && !right);
            }
        }
    }

    @Test
    void shouldNotAllocateForChangesAndHashes() {
        UnsafeBuffer hash = new UnsafeBuffer(venue.hash(false).getBytes(StandardCharsets.US_ASCII));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(hash, 20_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(hash, 20_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    private void run(UnsafeBuffer hash, int times) {
        for (int n = 0; n < times; n++) {
            now += 10 * MS;
            rig.verifier.beginChanges(0, venue.timeMs * MS, hash, 0, false, now);
            rig.verifier.set(0, true, (10 + n % 30) * 10_000, n % 5 * Micros.ONE);
            rig.verifier.hash(0, hash, 0, false);
            rig.verifier.trade(0, 500_000, now);
            rig.verifier.poll(now + 100 * MS, 4);
            if (n % 16 == 0) {
                rig.verifier.beginBook(0, venue.timeMs * MS, now);
                rig.verifier.add(0, true, 480_000, 10 * Micros.ONE);
                rig.verifier.endBook(0, BookVerifier.NEVER_TRADED, 3, false);
                rig.verifier.hash(0, hash, 0, false);
            }
        }
    }

    private void feed(JsonNode frame) {
        rig.feed(frame, now);
    }

    /** Time in which every book comes to rest and is compared. */
    private void rest() {
        for (int n = 0; n < 25; n++) {
            now += 50 * MS;
            rig.verifier.poll(now, 4);
        }
    }
}
