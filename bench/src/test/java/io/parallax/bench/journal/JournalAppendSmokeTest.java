package io.parallax.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class JournalAppendSmokeTest {
    @Test
    void shouldAppendOnAndOn() throws IOException {
        JournalAppendBenchmark benchmark = new JournalAppendBenchmark();
        JournalAppendBenchmark.Slot slot = new JournalAppendBenchmark.Slot();
        slot.payloadBytes = 512;
        slot.fill();
        JournalAppendBenchmark.Journal journal = new JournalAppendBenchmark.Journal();
        journal.open();
        JournalAppendBenchmark.Chronicle chronicle = new JournalAppendBenchmark.Chronicle();
        chronicle.open();
        try {
            for (int i = 0; i < 1_000; i++) {
                assertThat(benchmark.journal(journal, slot)).isEqualTo(i);
                assertThat(benchmark.bareChronicle(chronicle, slot)).isPositive();
            }
        } finally {
            chronicle.close();
            journal.close();
        }
    }
}
