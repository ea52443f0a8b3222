package io.parallax.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parallax.bench.decode.KalshiDecodeBenchmark;
import io.parallax.bench.decode.MixDecodeBenchmark;
import io.parallax.bench.decode.PolymarketDecodeBenchmark;
import io.parallax.bench.engine.EngineEventBenchmark;
import io.parallax.bench.engine.ExecutionStepBenchmark;
import io.parallax.bench.engine.HedgeStepBenchmark;
import io.parallax.bench.request.KalshiRequestBenchmark;
import io.parallax.engine.book.BookSlot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A benchmark of something broken measures nothing: every alternative does what ours does. */
final class BenchmarkSmokeTest {
    @ParameterizedTest
    @ValueSource(longs = {10_000, 1_000, 100})
    void shouldGiveTheSameAnswersFromEveryBook(long stepMicros) {
        BookUpdateBenchmark benchmark = new BookUpdateBenchmark();
        benchmark.stepMicros = stepMicros;
        benchmark.setUp();
        BookUpdateBenchmark again = new BookUpdateBenchmark();
        again.stepMicros = stepMicros;
        again.setUp();
        BookUpdateBenchmark third = new BookUpdateBenchmark();
        third.stepMicros = stepMicros;
        third.setUp();
        for (int i = 0; i < 2_000; i++) {
            long best = benchmark.gridUpdate();
            assertThat(again.treeMapUpdate()).isEqualTo(best);
            assertThat(third.sortedArrayUpdate()).isEqualTo(best);
            long walked = benchmark.gridUpdateAndWalk();
            assertThat(again.treeMapUpdateAndWalk()).isEqualTo(walked);
            assertThat(third.sortedArrayUpdateAndWalk()).isEqualTo(walked);
        }
    }

    @Test
    void shouldKeepTheBookLiveWhileEventsAreApplied() {
        BookEventBenchmark benchmark = new BookEventBenchmark();
        benchmark.changesPerEvent = 20;
        benchmark.setUp();
        for (int i = 0; i < 5_000; i++) {
            benchmark.decodeAndApply();
        }
        assertThat(benchmark.isLive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "50, 500"})
    void shouldSendTheNextLegOnEveryFill(int underWay, int positions) {
        ExecutionStepBenchmark benchmark = new ExecutionStepBenchmark();
        benchmark.underWay = underWay;
        benchmark.positions = positions;
        benchmark.start();
        for (int round = 0; round < 1_500; round++) {
            benchmark.open();
            int bytes = round % 2 == 0 ? benchmark.fillToNextLeg() : benchmark.endToNextLeg();
            assertThat(bytes).as("bytes of 31 intents").isGreaterThan(31 * 100);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "50, 500"})
    void shouldSendEveryHedge(int waiting, int positions) {
        HedgeStepBenchmark benchmark = new HedgeStepBenchmark();
        benchmark.waiting = waiting;
        benchmark.positions = positions;
        benchmark.start();
        for (int round = 0; round < 200; round++) {
            benchmark.open();
            int bytes = round % 2 == 0 ? benchmark.fillToHedge() : benchmark.endToHedge();
            assertThat(bytes).as("bytes of 50 intents").isGreaterThan(50 * 100);
        }
    }

    @ParameterizedTest
    @EnumSource(RingHopBenchmark.Kind.class)
    @Timeout(30)
    void shouldSeeEveryEventComeBack(RingHopBenchmark.Kind kind) {
        RingHopBenchmark benchmark = new RingHopBenchmark();
        benchmark.kind = kind;
        benchmark.setUp();
        try {
            long last = 0;
            for (int i = 0; i < 20; i++) {
                last = benchmark.roundTrip();
            }
            assertThat(last).isEqualTo(20);
        } finally {
            benchmark.tearDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRICE_CHANGE", "BOOK_1", "BOOK_16", "BOOK_64", "TRADE"})
    void shouldReadEveryPolymarketFrameTheSameWay(String frame) throws IOException {
        PolymarketDecodeBenchmark benchmark = new PolymarketDecodeBenchmark();
        benchmark.frame = frame;
        benchmark.start();
        try {
            shouldPublishTheSameEachTime(benchmark::ours);
            shouldPublishTheSameEachTime(benchmark::oursApplied);
            shouldHoldAWholeBook(benchmark.book());
            // Two calls each: frames may come in turns.
            long sum = benchmark.jacksonTree() + benchmark.jacksonTree();
            assertThat(sum).isPositive();
            assertThat(benchmark.jacksonStream() + benchmark.jacksonStream()).isEqualTo(sum);
            assertThat(benchmark.dslJson() + benchmark.dslJson()).isEqualTo(sum);
            assertThat(benchmark.jsoniter() + benchmark.jsoniter()).isEqualTo(sum);
            shouldNotAllocate(benchmark::ours);
            shouldNotAllocate(benchmark::oursApplied);
        } finally {
            benchmark.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELTA", "SNAPSHOT_1", "SNAPSHOT_16", "SNAPSHOT_64", "TRADE"})
    void shouldReadEveryKalshiFrameTheSameWay(String frame) throws IOException {
        KalshiDecodeBenchmark benchmark = new KalshiDecodeBenchmark();
        benchmark.frame = frame;
        benchmark.start();
        shouldPublishTheSameEachTime(benchmark::ours);
        shouldPublishTheSameEachTime(benchmark::oursApplied);
        shouldHoldAWholeBook(benchmark.book());
        long sum = benchmark.jacksonTree() + benchmark.jacksonTree();
        assertThat(sum).isPositive();
        assertThat(benchmark.jacksonStream() + benchmark.jacksonStream()).isEqualTo(sum);
        assertThat(benchmark.dslJson() + benchmark.dslJson()).isEqualTo(sum);
        assertThat(benchmark.jsoniter() + benchmark.jsoniter()).isEqualTo(sum);
        shouldNotAllocate(benchmark::ours);
        shouldNotAllocate(benchmark::oursApplied);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KALSHI", "POLYMARKET"})
    void shouldReadTheMixTheSameWay(String venue) throws IOException {
        MixDecodeBenchmark benchmark = new MixDecodeBenchmark();
        benchmark.venue = venue;
        benchmark.start();
        try {
            shouldPublishTheSameEachTime(benchmark::ours);
            shouldPublishTheSameEachTime(benchmark::oursApplied);
            shouldHoldAWholeBook(benchmark.book());
            long stamped = benchmark.jacksonTree();
            assertThat(stamped).isPositive();
            assertThat(benchmark.jacksonStream()).isEqualTo(stamped);
            assertThat(benchmark.dslJson()).isEqualTo(stamped);
            assertThat(benchmark.jsoniter()).isEqualTo(stamped);
            shouldNotAllocate(benchmark::ours);
            shouldNotAllocate(benchmark::oursApplied);
        } finally {
            benchmark.stop();
        }
    }

    @Test
    void shouldWriteAWholeKalshiRequestWithoutAllocating() throws Exception {
        KalshiRequestBenchmark benchmark = new KalshiRequestBenchmark();
        benchmark.start();
        try {
            assertThat(benchmark.preparedToBytes()).isGreaterThan(800);
            String[] parts = benchmark.request().split("\r\n\r\n");
            assertThat(parts[0])
                    .startsWith(
                            "POST /trade-api/v2/portfolio/events/orders HTTP/1.1\r\nhost: external-api.kalshi.com\r\n")
                    .contains("\r\nKALSHI-ACCESS-SIGNATURE: ")
                    .endsWith("\r\ncontent-length: " + parts[1].length());
            assertThat(parts[1])
                    .startsWith(
                            "{\"ticker\":\"KXNBAGAME-26MAY24OKCSAS-OKC\",\"side\":\"bid\",\"price\":\"0.4200\",\"count\":\"250.00\"")
                    .endsWith("}");
            shouldNotAllocate(benchmark::preparedToBytes);
            assertThat(benchmark.preparedToFrames()).isBetween(800L, 1_400L);
            assertThat(benchmark.request()).contains("kalshi-access-signature", parts[1].substring(0, 60));
            shouldNotAllocate(benchmark::preparedToFrames);
            assertThat(benchmark.rsaByJdk()).hasSameSizeAs(benchmark.rsaByConscrypt());
            assertThat(benchmark.ed25519()).hasSize(88);
        } finally {
            benchmark.stop();
        }
    }

    private static void shouldPublishTheSameEachTime(LongSupplier benchmark) {
        long first = benchmark.getAsLong();
        long each = benchmark.getAsLong() - first;
        assertThat(each).isPositive();
        assertThat(benchmark.getAsLong()).isEqualTo(first + 2 * each);
    }

    private static void shouldHoldAWholeBook(BookSlot slot) {
        assertThat(slot.isLive()).isTrue();
        assertThat(slot.faults()).isZero();
        assertThat(slot.book().isCrossed()).isFalse();
    }

    /** The least of several runs: the virtual machine may allocate for its own ends, ours would allocate every time. */
    private static void shouldNotAllocate(LongSupplier benchmark) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long events = 0;
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 10; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200; i++) {
                events += benchmark.getAsLong();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
        assertThat(events).isPositive();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(new byte[1024]).isNotEmpty();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isGreaterThanOrEqualTo(1024);
    }

    /** An alert, a new subscription or an order would show as bytes. */
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "10,1", "0,2", "1,2", "10,2"})
    void shouldEvaluateWithoutConsequences(int pairs, int lines) {
        EngineEventBenchmark benchmark = new EngineEventBenchmark();
        benchmark.pairs = pairs;
        benchmark.lines = lines;
        benchmark.start();
        benchmark.bookUpdate(); // the first may change a reason
        for (int i = 0; i < 1_000; i++) {
            assertThat(benchmark.bookUpdate()).isZero();
        }
    }
}
