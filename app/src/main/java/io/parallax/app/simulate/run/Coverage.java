package io.parallax.app.simulate.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.simulate.fault.FaultPlan;
import io.parallax.app.simulate.judge.Invariant;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What some runs covered, for people and for programs. */
public final class Coverage {
    private static final double SECOND_NS = 1e9;
    private static final double HOUR_NS = 3.6e12;
    private static final BigDecimal HOURS_NS = BigDecimal.valueOf(3_600_000_000_000L);

    private Coverage() {}

    /** The one command that repeats a run. */
    public static String command(SimPlan plan) {
        return String.format(
                Locale.ROOT,
                "./parallax simulate --seed %d --hours %s --faults %s",
                plan.seed(),
                hours(plan),
                plan.profile().label());
    }

    /** Length of a run as people write it. */
    static String hours(SimPlan plan) {
        return BigDecimal.valueOf(plan.durationNs())
                .divide(HOURS_NS, 6, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The same back. */
    public static long durationNs(BigDecimal hours) {
        return hours.multiply(HOURS_NS).longValue();
    }

    /** A few lines. @param realNs of all runs together, as a clock on the wall saw it */
    public static String text(List<JudgedRun> runs, long realNs) {
        List<SimResult> results = results(runs);
        Map<Invariant, Long> judged = JudgedRun.judged(runs);
        StringBuilder out = new StringBuilder();
        long simulatedNs = results.stream().mapToLong(SimResult::simulatedNs).sum();
        line(
                out,
                "runs",
                results.size() + ", "
                        + results.stream().filter(SimResult::isGreen).count() + " green");
        line(
                out,
                "simulated",
                String.format(
                        Locale.ROOT,
                        "%.2f h in %.1f s, %.0f times real time",
                        simulatedNs / HOUR_NS,
                        realNs / SECOND_NS,
                        (double) simulatedNs / Math.max(1, realNs)));
        line(out, "events", sum(results, SimResult::events) + ", " + sum(results, SimResult::bookEvents) + " of books");
        line(
                out,
                "orders",
                sum(results, SimResult::orders) + " in " + sum(results, SimResult::attempts) + " attempts, "
                        + sum(results, SimResult::fills) + " fills");
        line(
                out,
                "sessions",
                sum(results, SimResult::sessions) + ", " + (sum(results, SimResult::journalBytes) >> 20)
                        + " MiB of journal");
        line(out, "faults", render(merge(results, true)));
        line(out, "rows", render(merge(results, false)));
        line(out, "judged", render(named(judged)));
        line(out, "not judged", render(unjudged(judged)));
        line(out, "not hit", String.join(", ", notHit(results)));
        for (SimResult result : results) {
            if (results.size() == 1) {
                line(
                        out,
                        "final",
                        String.format("state %016x, journal %016x", result.finalHash(), result.journalChain()));
            }
            if (!result.isGreen()) {
                line(out, "BROKEN", result.broken().getMessage());
                line(out, "repeat", command(result.plan()));
            }
        }
        return out.toString().stripTrailing();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format(Locale.ROOT, "%-10s%s%n", name, value));
    }

    private static String render(SortedMap<String, Long> counts) {
        if (counts.isEmpty()) {
            return "none";
        }
        StringBuilder out = new StringBuilder();
        counts.forEach((name, count) -> out.append(out.length() == 0 ? "" : ", ")
                .append(name)
                .append(' ')
                .append(count));
        return out.toString();
    }

    /** The same as a tree. */
    public static ObjectNode json(List<JudgedRun> runs, long realNs) {
        List<SimResult> results = results(runs);
        Map<Invariant, Long> judged = JudgedRun.judged(runs);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("runs", results.size())
                .put("green", results.stream().filter(SimResult::isGreen).count())
                .put("simulatedNs", sum(results, SimResult::simulatedNs))
                .put("realNs", realNs)
                .put("events", sum(results, SimResult::events))
                .put("bookEvents", sum(results, SimResult::bookEvents))
                .put("orders", sum(results, SimResult::orders))
                .put("attempts", sum(results, SimResult::attempts))
                .put("fills", sum(results, SimResult::fills))
                .put("sessions", sum(results, SimResult::sessions))
                .put("journalBytes", sum(results, SimResult::journalBytes));
        counts(out.putObject("faults"), merge(results, true));
        counts(out.putObject("rows"), merge(results, false));
        counts(out.putObject("judged"), named(judged));
        ArrayNode missed = out.putArray("rowsNotHit");
        notHit(results).forEach(missed::add);
        ArrayNode seeds = out.putArray("seeds");
        for (SimResult result : results) {
            ObjectNode seed = seeds.addObject()
                    .put("seed", result.plan().seed())
                    .put("finalHash", String.format("%016x", result.finalHash()))
                    .put("journalChain", String.format("%016x", result.journalChain()))
                    .put("green", result.isGreen());
            if (!result.isGreen()) {
                seed.put("invariant", result.broken().id())
                        .put("text", result.broken().getMessage())
                        .put("repeat", command(result.plan()));
            }
        }
        return out;
    }

    private static SortedMap<String, Long> named(Map<Invariant, Long> judged) {
        SortedMap<String, Long> named = new TreeMap<>();
        judged.forEach((id, count) -> named.put(id.name(), count));
        return named;
    }

    private static SortedMap<String, Long> unjudged(Map<Invariant, Long> judged) {
        SortedMap<String, Long> missing = new TreeMap<>();
        for (Invariant id : Invariant.values()) {
            if (!judged.containsKey(id)) {
                missing.put(id.name(), 0L);
            }
        }
        return missing;
    }

    private static void counts(ObjectNode out, SortedMap<String, Long> counts) {
        counts.forEach(out::put);
    }

    private static SortedMap<String, Long> merge(List<SimResult> results, boolean faults) {
        SortedMap<String, Long> all = new TreeMap<>();
        for (SimResult result : results) {
            Map<String, Long> counts = faults ? result.faults() : result.marks();
            counts.forEach((name, count) -> all.merge(name, count, Long::sum));
        }
        return all;
    }

    /** What a long run must reach and these did not: rows of the catalogue, and invariants that nothing asked for. */
    public static SortedSet<String> missed(List<JudgedRun> runs) {
        SortedSet<String> missed = notHit(results(runs));
        missed.addAll(unjudged(JudgedRun.judged(runs)).keySet());
        return missed;
    }

    private static List<SimResult> results(List<JudgedRun> runs) {
        return runs.stream().map(JudgedRun::result).toList();
    }

    /** Rows that these runs could have reached and did not. */
    private static SortedSet<String> notHit(List<SimResult> results) {
        SortedSet<String> rows = FaultPlan.reachableRows();
        rows.removeAll(merge(results, false).keySet());
        return rows;
    }

    private static long sum(List<SimResult> results, java.util.function.ToLongFunction<SimResult> part) {
        return results.stream().mapToLong(part).sum();
    }
}
