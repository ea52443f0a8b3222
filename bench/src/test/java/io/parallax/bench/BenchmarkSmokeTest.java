package io.parallax.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.bench.decode.KalshiDecodeBenchmark;
import io.parallax.bench.decode.PolymarketDecodeBenchmark;
import io.parallax.bench.engine.EngineEventBenchmark;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(strings = {"PRICE_CHANGE", "BOOK_50"})
    void shouldPublishEveryPolymarketFrame(String frame) throws IOException {
        PolymarketDecodeBenchmark benchmark = new PolymarketDecodeBenchmark();
        benchmark.frame = frame;
        benchmark.start();
        try {
            long first = benchmark.ours();
            long each = benchmark.ours() - first;
            assertThat(each).isPositive();
            assertThat(benchmark.ours()).isEqualTo(first + 2 * each);
            assertThat(benchmark.jacksonTree()).isPositive().isEqualTo(benchmark.jacksonStream());
        } finally {
            benchmark.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELTA", "SNAPSHOT_50"})
    void shouldPublishEveryKalshiFrame(String frame) throws IOException {
        KalshiDecodeBenchmark benchmark = new KalshiDecodeBenchmark();
        benchmark.frame = frame;
        benchmark.start();
        long first = benchmark.ours();
        long each = benchmark.ours() - first;
        assertThat(each).isPositive();
        assertThat(benchmark.ours()).isEqualTo(first + 2 * each);
        assertThat(benchmark.jacksonTree()).isPositive().isEqualTo(benchmark.jacksonStream());
    }

    /** An alert, a new subscription or an order would show as bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void shouldEvaluateWithoutConsequences(int pairs) {
        EngineEventBenchmark benchmark = new EngineEventBenchmark();
        benchmark.pairs = pairs;
        benchmark.start();
        benchmark.bookUpdate(); // the first may change a reason
        for (int i = 0; i < 1_000; i++) {
            assertThat(benchmark.bookUpdate()).isZero();
        }
    }
}
