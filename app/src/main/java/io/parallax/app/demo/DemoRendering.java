package io.parallax.app.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.control.Latch;
import io.parallax.app.replay.ReplayResult;
import io.parallax.app.run.LatencyRecorder.Measure;
import io.parallax.app.summary.SessionSummary;
import io.parallax.codecs.units.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** A demo's report as JSON and as text. */
public final class DemoRendering {
    private static final double NS_PER_MICROSECOND = 1_000.0;

    private DemoRendering() {}

    /** Every figure; the keys are documented in docs/cli.md. */
    public static ObjectNode json(DemoReport report) {
        SessionSummary summary = report.summary();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("session", report.session().toString());
        json.put("seconds", report.seconds());
        json.put("seed", report.seed());
        json.put("layout", report.layout());
        json.put("events", summary.events());
        json.set("eventsByKind", counts(summary.eventsByKind()));
        json.put("opportunities", summary.opportunities());
        json.set("opportunitiesByReason", counts(summary.opportunitiesByReason()));
        json.put("openOpportunities", summary.openOpportunities());
        json.set("attemptsByEnd", counts(summary.attemptsByEnd()));
        json.put("orders", summary.orders());
        json.set("ordersByPurpose", counts(summary.ordersByPurpose()));
        json.set("rejectionsByCode", counts(summary.rejectionsByCode()));
        json.put("fills", summary.fills());
        json.put("fillModel", report.fills().name());
        json.put("fillModelOverridden", report.fills().overridden());
        json.put("venueOrders", report.fills().venueOrders());
        json.put("hedgedPairs", summary.hedgedPairs());
        json.put("unwinds", summary.unwinds());
        json.put("unhedgedContracts", decimal(summary.ledger().unhedgedMicros()));
        json.put("dustContracts", decimal(summary.ledger().dustMicros()));
        ObjectNode closed = json.putObject("closedPairs");
        summary.closedPairs().forEach((pair, cause) -> closed.put(pair, cause.name()));
        ArrayNode latches = json.putArray("latches");
        report.standing().forEach(latch -> latches.add(latch.json()));
        json.put("feesUsd", decimal(summary.ledger().feesMicros()));
        json.put("realisedPnlUsd", decimal(summary.ledger().realisedMicros()));
        json.put("lockedPnlUsd", decimal(summary.ledger().lockedMicros()));
        json.set("riskRefusalsByReason", counts(summary.refusalsByReason()));
        json.set("alertsByCode", counts(summary.alertsByCode()));
        json.set("feedStates", counts(summary.feedStates()));
        json.set("feedFaultsByCode", counts(summary.feedFaultsByCode()));
        json.put("refusedMarketData", report.refusedMarketData());
        json.set("latencyMicros", latency(report.latency()));
        json.set("replay", replay(report.replay()));
        json.set("venueTruth", truth(report.truth()));
        ArrayNode captures = json.putArray("captures");
        report.captures().forEach(capture -> captures.add(capture(capture)));
        json.put("rssMb", report.rssMb());
        ArrayNode failures = json.putArray("failures");
        report.failures().forEach(failures::add);
        return json;
    }

    private static ObjectNode counts(Map<String, Long> counts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        counts.forEach(json::put);
        return json;
    }

    private static ObjectNode replay(ReplayResult replay) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("identical", replay.isIdentical());
        json.put("records", replay.records());
        json.put("stateHash", ReplayResult.hex(replay.stateHash()));
        json.put("journal", replay.verdict().status().name());
        json.put("reason", replay.verdict().reason());
        return json;
    }

    private static ObjectNode truth(TruthCheck truth) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("positionsEqual", truth.positionsEqual());
        json.put("cashEqual", truth.cashEqual());
        json.put("cashDifferenceUsd", decimal(truth.cashDifferenceMicros()));
        ArrayNode differences = json.putArray("differences");
        truth.differences().forEach(differences::add);
        return json;
    }

    private static ObjectNode capture(CaptureCheck capture) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", capture.file().toString());
        json.put("instruments", capture.instruments());
        json.put("frames", capture.frames());
        json.put("booksEqual", capture.booksEqual());
        ArrayNode differences = json.putArray("differences");
        capture.differences().forEach(differences::add);
        return json;
    }

    private static ObjectNode latency(Map<Measure, Histogram> latency) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        latency.forEach((measure, histogram) -> {
            ObjectNode stage = json.putObject(key(measure));
            stage.put("count", histogram.getTotalCount());
            stage.put("p50", micros(histogram.getValueAtPercentile(50)));
            stage.put("p90", micros(histogram.getValueAtPercentile(90)));
            stage.put("p99", micros(histogram.getValueAtPercentile(99)));
            stage.put("p999", micros(histogram.getValueAtPercentile(99.9)));
            stage.put("max", micros(histogram.getMaxValue()));
        });
        return json;
    }

    /** RECEIVE_TO_ENGINE as receiveToEngine. */
    private static String key(Measure measure) {
        StringBuilder key = new StringBuilder();
        for (String word : measure.name().toLowerCase(Locale.ROOT).split("_")) {
            key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return key.toString();
    }

    private static BigDecimal micros(long ns) {
        return BigDecimal.valueOf(ns, 3).setScale(1, RoundingMode.HALF_UP);
    }

    private static BigDecimal decimal(long micros) {
        return new BigDecimal(Micros.format(micros));
    }

    /** One screen for a person. */
    public static String text(DemoReport report) {
        SessionSummary summary = report.summary();
        StringBuilder out = new StringBuilder();
        line(out, "events", "%,d", summary.events());
        line(out, "opportunities", "%,d  (%s)", summary.opportunities(), list(summary.opportunitiesByReason()));
        line(out, "orders", "%,d  (%s)", summary.orders(), list(summary.ordersByPurpose()));
        line(out, "fills", "%,d, %s", summary.fills(), report.fills().text());
        line(out, "attempts", "%s", list(summary.attemptsByEnd()));
        line(out, "hedged pairs", "%,d", summary.hedgedPairs());
        line(out, "unwinds", "%,d", summary.unwinds());
        line(
                out,
                "unhedged",
                "%s contracts (%s less than a lot)",
                Micros.format(summary.ledger().unhedgedMicros()),
                Micros.format(summary.ledger().dustMicros()));
        summary.closedPairs().forEach((pair, cause) -> line(out, "frozen pair", "%s, %s", pair, cause));
        for (Latch latch : report.standing()) {
            line(out, "latched halt", "%s of %s, %s: %s", latch.id(), latch.what(), latch.cause(), latch.evidence());
        }
        line(out, "fees", "%s", usd(summary.ledger().feesMicros()));
        line(
                out,
                "profit and loss",
                "%s locked in, %s realised",
                usd(summary.ledger().lockedMicros()),
                usd(summary.ledger().realisedMicros()));
        line(
                out,
                report.fills().isPaper() ? "paper accounts" : "venues' books",
                "positions %s, cash %s",
                report.truth().positionsEqual() ? "equal to ours" : "DIFFER",
                report.truth().cashEqual() ? "equal to ours" : "DIFFERS");
        if (!summary.feedFaultsByCode().isEmpty() || report.refusedMarketData() > 0) {
            line(
                    out,
                    "feed faults",
                    "%s, refused by the ring %,d",
                    list(summary.feedFaultsByCode()),
                    report.refusedMarketData());
        }
        latencyTable(out, report.latency());
        for (CaptureCheck capture : report.captures()) {
            line(
                    out,
                    "recording",
                    "%s: %,d frames, %d books %s",
                    capture.file().getFileName(),
                    capture.frames(),
                    capture.instruments(),
                    capture.booksEqual() ? "equal to the reference" : "DIFFER");
        }
        line(out, "memory", "%d MiB resident", report.rssMb());
        line(out, "replay", "%s", replayText(report.replay()));
        line(out, "session", "%s", report.session());
        report.failures().forEach(failure -> line(out, "FAILED", "%s", failure));
        if (report.halts() && !report.standing().isEmpty()) {
            return out.append(String.format("%nTry next: ./parallax status, ./parallax resume"))
                    .toString();
        }
        out.append(String.format(
                        "%nTry next: ./parallax opps list, ./parallax replay latest, ./parallax demo --seed %d --seconds 30, ",
                        report.seed() + 1))
                .append("./parallax demo --layout pinned");
        return out.toString();
    }

    private static String replayText(ReplayResult replay) {
        return replay.isIdentical()
                ? "IDENTICAL n=" + replay.records() + " hash=" + ReplayResult.hex(replay.stateHash())
                : replay.divergence()
                        .map(first -> "DIVERGED " + first.render())
                        .orElse(replay.verdict().toString());
    }

    private static void latencyTable(StringBuilder out, Map<Measure, Histogram> latency) {
        out.append(String.format(
                Locale.ROOT,
                "%n%-22s %10s %9s %9s %9s %9s %9s%n",
                "latency, us",
                "count",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "max"));
        latency.forEach((measure, histogram) -> {
            if (histogram.getTotalCount() > 0) {
                out.append(String.format(
                        Locale.ROOT,
                        "  %-20s %10d %9.1f %9.1f %9.1f %9.1f %9.1f%n",
                        measure.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        histogram.getTotalCount(),
                        histogram.getValueAtPercentile(50) / NS_PER_MICROSECOND,
                        histogram.getValueAtPercentile(90) / NS_PER_MICROSECOND,
                        histogram.getValueAtPercentile(99) / NS_PER_MICROSECOND,
                        histogram.getValueAtPercentile(99.9) / NS_PER_MICROSECOND,
                        histogram.getMaxValue() / NS_PER_MICROSECOND));
            }
        });
        out.append(System.lineSeparator());
    }

    private static void line(StringBuilder out, String label, String format, Object... values) {
        out.append(String.format(Locale.ROOT, "%-16s ", label))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }

    private static String list(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " "
                                + entry.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    private static String usd(long micros) {
        return (micros < 0 ? "-$" : "$")
                + new BigDecimal(Micros.format(Math.abs(micros))).setScale(2, RoundingMode.HALF_UP);
    }
}
