package io.parallax.app.demo;

import io.parallax.app.control.Latch;
import io.parallax.app.replay.ReplayResult;
import io.parallax.app.run.LatencyRecorder.Measure;
import io.parallax.app.summary.SessionSummary;
import io.parallax.codecs.units.Micros;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a demo showed.
 *
 * @param session directory of its journal
 * @param seconds asked for
 * @param seed of the simulators
 * @param layout of the ring
 * @param drained whether nothing was under way in the end
 * @param summary told from the journal
 * @param latency in nanoseconds
 * @param replay of the journal
 * @param captures one for each recording
 * @param fills what the fills rest on
 * @param truth our books against those of the venues
 * @param refusedMarketData events that found the ring too full
 * @param standing halts that stand in the end
 * @param halts whether a halt between two legs was asked for
 * @param rssMb highest resident memory, MiB
 */
public record DemoReport(
        Path session,
        int seconds,
        long seed,
        String layout,
        boolean drained,
        SessionSummary summary,
        Map<Measure, Histogram> latency,
        ReplayResult replay,
        List<CaptureCheck> captures,
        FillSource fills,
        TruthCheck truth,
        long refusedMarketData,
        List<Latch> standing,
        boolean halts,
        long rssMb) {
    public DemoReport {
        captures = List.copyOf(captures);
        standing = List.copyOf(standing);
    }

    /** What was expected and is not so; empty when the demo shows what it must. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        long unhedged = summary.ledger().unhedgedMicros();
        if (fills.isPaper()) {
            require(failures, summary.orders() > 0, "no order was tried on paper: let it run longer");
            require(failures, fills.venueOrders() == 0, fills.venueOrders() + " orders reached a venue");
            return rest(failures, unhedged);
        }
        require(failures, summary.hedgedPairs() > 0, "no pair was hedged: let it run longer");
        require(failures, summary.unwinds() > 0, "no leg was unwound: let it run longer");
        return rest(failures, unhedged);
    }

    private List<String> rest(List<String> failures, long unhedged) {
        if (halts) {
            require(failures, !standing.isEmpty(), "no halt was latched: no leg was hedged after the time of the halt");
            require(failures, !summary.closedPairs().isEmpty(), "no pair was frozen by the halt: ask for another seed");
        } else {
            for (Latch latch : standing) {
                failures.add("a halt of " + latch.what() + " stands, " + latch.cause() + ": " + latch.evidence()
                        + ": ./parallax resume");
            }
            require(failures, unhedged == 0, Micros.format(unhedged) + " contracts are unhedged");
        }
        require(failures, drained, "an attempt was still under way at the end");
        require(failures, replay.isIdentical(), "the replay differs");
        for (CaptureCheck capture : captures) {
            capture.differences().forEach(line -> failures.add("book of " + line));
        }
        truth.differences().forEach(line -> failures.add("books differ from the venue's: " + line));
        return failures;
    }

    private static void require(List<String> failures, boolean claim, String otherwise) {
        if (!claim) {
            failures.add(otherwise);
        }
    }
}
