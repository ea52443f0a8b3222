package io.parallax.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every frame of the tape reaches its book, over as many lines as the venue needs, and makes no garbage. */
final class ScaleSmokeTest {
    private static final int FRAMES = 4_096;
    private static final int RUNS = 10;

    @ParameterizedTest
    @CsvSource({
        "POLYMARKET,100,1",
        "POLYMARKET,1000,10",
        "POLYMARKET,5000,50",
        "KALSHI,100,1",
        "KALSHI,1000,2",
        "KALSHI,5000,10"
    })
    void shouldApplyEveryChangeWithoutAllocating(String venue, int instruments, int lines) {
        ScaleBenchmark benchmark = new ScaleBenchmark();
        benchmark.venue = venue;
        benchmark.instruments = instruments;
        benchmark.speakers = instruments;
        benchmark.start(FRAMES);
        assertThat(benchmark.lineCount()).isEqualTo(lines);
        for (int i = 1; i <= 2 * FRAMES; i++) {
            assertThat(benchmark.change()).isEqualTo(i);
        }
        int changed = 0;
        for (int i = 0; i < instruments; i++) {
            BookSlot slot = benchmark.book(i);
            assertThat(slot.isLive()).as("instrument %d", i).isTrue();
            assertThat(slot.faults()).isZero();
            assertThat(slot.book().isCrossed()).isFalse();
            changed += slot.version() > 1 ? 1 : 0;
        }
        assertThat(changed).as("books that changed").isGreaterThan(instruments / 2);
        assertThat(leastAllocated(benchmark)).isZero();
    }

    /** The least of several runs: the virtual machine may allocate for its own ends, ours would allocate every time. */
    private static long leastAllocated(ScaleBenchmark benchmark) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < FRAMES; i++) {
                benchmark.change();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void shouldCountBothBooksOfAnInstrument() {
        assertThat(BytesPerInstrument.engineBytes(TickGrid.uniform(10_000)))
                .isEqualTo(2 * new OrderBook(TickGrid.uniform(10_000)).sizeBytes());
        ScaleRun run = new ScaleRun("KALSHI", 3, 2, 1, 3);
        assertThat(run.book(2).sizeBytes()).isEqualTo(BytesPerInstrument.engineBytes(TickGrid.uniform(10_000)));
    }

    @Test
    void shouldSeeWhatIsHeld() {
        assertThat(BytesPerInstrument.heapBytes(() -> new byte[8 << 20])).isGreaterThan(4 << 20);
    }
}
