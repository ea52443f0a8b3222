package io.parallax.app.cli;

import io.parallax.app.simulate.defect.Defect;
import io.parallax.app.simulate.defect.DefectList;
import io.parallax.app.simulate.defect.Defects;
import io.parallax.app.simulate.defect.PlantedBuild;
import io.parallax.app.simulate.defect.PlantedProgram;
import io.parallax.app.simulate.defect.UnusableDefect;
import io.parallax.app.simulate.judge.Court;
import io.parallax.app.simulate.judge.Invariant;
import io.parallax.app.simulate.run.Coverage;
import io.parallax.app.simulate.run.Hush;
import io.parallax.app.simulate.run.Sweep;
import io.parallax.app.simulate.run.Trace;
import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SimResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole system in simulated time and judges it. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Lets the whole system live through faults in simulated time, from one seed, and judges it.")
final class SimulateCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
    private static final BigDecimal HOUR_NS = BigDecimal.valueOf(3_600_000_000_000L);
    private static final BigDecimal USUAL_HOURS = new BigDecimal("0.1");
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(24L * 366);
    private static final long MOST_SEEDS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "one seed; default 1")
    private Long seed;

    @Option(names = "--seeds", paramLabel = "A..B", description = "every seed from A to B, both included")
    private String seeds;

    @Option(
            names = "--hours",
            paramLabel = "H",
            description = "simulated hours of each seed, such as 0.25; default 0.1")
    private BigDecimal hours;

    @Option(
            names = "--faults",
            paramLabel = "PROFILE",
            description = "none, calm, busy, feed, orders, fills, clock, disk, process, market or all; "
                    + "default all, with --defect its own")
    private String faults;

    @Option(
            names = "--trace",
            paramLabel = "N",
            description = "with one seed: print the last N lines before an invariant was broken")
    private int trace;

    @Option(
            names = "--defect",
            paramLabel = "NAME",
            description = "plant this defect first; the exit code is 0 when nobody found it")
    private String defectName;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "root of the sources of this build, for --defect; default the working directory")
    private Path source;

    @Option(names = "--defects", description = "list the defects that can be planted, and do nothing else")
    private boolean lists;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (lists) {
            output.print(DefectList.text(Defects.all()), DefectList.json(Defects.all()));
            return ExitCode.OK.code();
        }
        if (defectName != null) {
            return planted(defectOf(defectName));
        }
        hours = hours == null ? USUAL_HOURS : hours;
        faults = faults == null ? Profile.ALL.label() : faults;
        if (hours.signum() <= 0 || hours.compareTo(MOST_HOURS) > 0) {
            throw wrong("--hours=" + hours + ": must be above 0 and at most " + MOST_HOURS);
        }
        long[] range = range();
        if (trace != 0 && (trace < 0 || range[0] != range[1])) {
            throw wrong("--trace=" + trace + ": must be above 0, and go with one seed");
        }
        Profile profile = profile();
        long durationNs = hours.multiply(HOUR_NS).longValue();
        int threads =
                (int) Math.min(range[1] - range[0] + 1, Runtime.getRuntime().availableProcessors());
        Progress progress = Progress.ofProcess();
        AtomicInteger done = new AtomicInteger();
        long beganNs = System.nanoTime();
        List<SimResult> results;
        List<Court> courts = new ArrayList<>();
        Trace lines = new Trace(trace);
        Hush hush = new Hush();
        try {
            results = Sweep.run(
                    range[0],
                    range[1],
                    durationNs,
                    profile,
                    threads,
                    () -> trace > 0 ? List.of(lines, court(courts)) : List.of(court(courts)),
                    result -> progress.show(done.incrementAndGet() + " of " + (range[1] - range[0] + 1) + " seeds"));
        } finally {
            hush.close();
            progress.clear();
        }
        long realNs = System.nanoTime() - beganNs;
        Map<Invariant, Long> judged = new EnumMap<>(Invariant.class);
        courts.forEach(court -> court.verdicts().judged().forEach((id, count) -> judged.merge(id, count, Long::sum)));
        output.print(Coverage.text(results, judged, realNs), Coverage.json(results, judged, realNs));
        if (trace > 0) {
            lines.lines().forEach(line -> spec.commandLine().getErr().println(line));
        }
        boolean green = results.stream().allMatch(SimResult::isGreen);
        for (SimResult result : results) {
            if (!result.isGreen()) {
                spec.commandLine()
                        .getErr()
                        .println("parallax: " + result.broken().getMessage() + "; repeat it with "
                                + Coverage.command(result.plan()));
            }
        }
        return (green ? ExitCode.OK : ExitCode.EXPECTATION_FAILED).code();
    }

    private Defect defectOf(String name) {
        return Defects.named(name)
                .orElseThrow(() -> wrong("--defect=" + name + ": there is none of this name; --defects lists them"));
    }

    /** Runs the same command in the program with the defect. */
    private int planted(Defect defect) {
        List<String> args = new ArrayList<>(List.of("simulate"));
        args.addAll(
                seed != null
                        ? List.of("--seed", seed.toString())
                        : List.of("--seeds", seeds != null ? seeds : "1.." + defect.seeds()));
        args.addAll(List.of("--hours", hours != null ? hours.toPlainString() : USUAL_HOURS.toPlainString()));
        args.addAll(List.of("--faults", faults != null ? faults : defect.profile()));
        args.addAll(List.of("--trace", Integer.toString(trace), "-o", output.isJson() ? "json" : "text"));
        CommandLine line = spec.commandLine();
        try (PlantedProgram program = PlantedBuild.load(defect, source)) {
            int code = program.execute(args.toArray(String[]::new), line.getOut(), line.getErr());
            if (code == ExitCode.OK.code()) {
                line.getErr().println("parallax: defect " + defect.name() + " was not found");
            }
            return code;
        } catch (UnusableDefect e) {
            throw wrong(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("defect " + defect.name() + ": " + e.getMessage(), e);
        }
    }

    /** Called by the threads of the runs. */
    private static Court court(List<Court> courts) {
        Court court = new Court();
        synchronized (courts) {
            courts.add(court);
        }
        return court;
    }

    private long[] range() {
        if (seeds == null) {
            long only = seed == null ? 1 : seed;
            return new long[] {only, only};
        }
        if (seed != null) {
            throw wrong("--seed and --seeds: give one of them");
        }
        Matcher found = RANGE.matcher(seeds);
        if (!found.matches()) {
            throw wrong("--seeds=" + seeds + ": must be a range such as 1..100");
        }
        long first = Long.parseLong(found.group(1));
        long last = Long.parseLong(found.group(2));
        if (last < first || last - first >= MOST_SEEDS) {
            throw wrong("--seeds=" + seeds + ": must be from the lower to the higher, at most " + MOST_SEEDS);
        }
        return new long[] {first, last};
    }

    private Profile profile() {
        try {
            return Profile.valueOf(faults.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("--faults=" + faults + ": must be one of "
                    + String.join(
                            ", ",
                            Arrays.stream(Profile.values()).map(Profile::label).toList()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
