package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.engine.book.AllocationMeter;
import io.parallax.engine.port.CommandBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing: book change, evaluation and refusal of a paired instrument. */
class EngineAllocationTest {
    private final EngineHarness harness = new EngineHarness(Verdict.SAME, FeeKind.KALSHI_QUADRATIC, "0.07");
    private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
    private long sequence = 1_000;
    private Object sink;

    private void applyBookChanges(int count, boolean allocateOnPurpose) {
        for (int i = 0; i < count; i++) {
            out.clear();
            harness.engine.onEvent(sequence++, harness.event.buffer(), 0, harness.event.length(), out);
            // The same level moves between two sizes, so every event changes the book and evaluates both directions.
            harness.event.buffer().putLong(harness.event.length() - 8, 10_000_000L + (i & 1) * 1_000_000L);
            if (allocateOnPurpose) {
                sink = new long[4];
            }
        }
    }

    private long measure(boolean allocateOnPurpose) {
        harness.book(0, "0.45", "100", "0.49", "100");
        harness.book(1, "0.52", "100", "0.53", "100"); // three cents gross, above the fee but below the minimum edge
        harness.event.level(harness.nowNs, 1, BookSide.BID, 520_000, 10_000_000);
        applyBookChanges(200_000, false);
        return AllocationMeter.bytes(1, () -> applyBookChanges(50_000, allocateOnPurpose));
    }

    @Test
    void shouldNotAllocateWhileBooksMoveAndPairsAreEvaluated() {
        assertThat(measure(false)).isZero();
    }

    @Test
    void shouldSeeAnAllocationMadeOnPurpose() {
        assertThat(measure(true)).isGreaterThan(50_000L * 32);
        assertThat(sink).isNotNull();
    }
}
