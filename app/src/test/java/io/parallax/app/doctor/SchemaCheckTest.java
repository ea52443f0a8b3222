package io.parallax.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.book.BookReport;
import io.parallax.app.capture.CaptureEnding;
import io.parallax.app.doctor.Finding.Severity;
import io.parallax.app.record.RecordReport;
import io.parallax.codecs.sbe.Venue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private static final Path FILE = Path.of("sample.jsonl");

    private static Finding judge(long frames, Map<String, Long> faults) {
        return SchemaCheck.judge(
                "schema.kalshi",
                new RecordReport(FILE, Venue.KALSHI, 2, 2, frames, 0),
                new BookReport(
                        FILE,
                        Venue.KALSHI,
                        frames,
                        frames,
                        true,
                        new CaptureEnding(CaptureEnding.Kind.WHOLE, frames, frames, 0),
                        List.of(),
                        faults,
                        Map.of(),
                        List.of()));
    }

    @Test
    void shouldFindFramesThatAreNotDecoded() {
        Finding found = judge(12, Map.of("BAD_NUMBER", 3L));
        assertThat(found.isError()).isTrue();
        assertThat(found.value()).contains("BAD_NUMBER=3");
        assertThat(found.fix()).contains("do not trade");
    }

    @Test
    void shouldPassFramesThatAreAndWarnOfSilence() {
        assertThat(judge(12, Map.of()).severity()).isEqualTo(Severity.OK);
        assertThat(judge(0, Map.of()).severity()).isEqualTo(Severity.WARN);
    }
}
