package io.parallax.app.cli;

import io.parallax.app.simulate.defect.Defect;
import io.parallax.app.simulate.defect.DefectList;
import io.parallax.app.simulate.defect.Defects;
import io.parallax.app.simulate.defect.PlantedBuild;
import io.parallax.app.simulate.defect.PlantedProgram;
import io.parallax.app.simulate.defect.UnusableDefect;
import io.parallax.app.simulate.run.Coverage;
import io.parallax.app.simulate.run.Hush;
import io.parallax.app.simulate.run.JudgedRun;
import io.parallax.app.simulate.run.KeptSeeds;
import io.parallax.app.simulate.run.KeptSeeds.UnusableKeptSeeds;
import io.parallax.app.simulate.run.Sweep;
import io.parallax.app.simulate.run.Trace;
import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
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
    private static final BigDecimal USUAL_HOURS = new BigDecimal("0.1");
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(24L * 366);
    private static final long MOST_SEEDS = 1_000_000;
    private static final long WORLD_BYTES = 150L << 20;

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

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "list of seeds to run first; those that break an invariant are added to it")
    private Path kept;

    @Option(
            names = "--complete",
            description = "fail also when a row of the fault catalogue was not reached or an invariant not judged")
    private boolean complete;

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
        List<SimPlan> plans = plans();
        if (trace != 0 && (trace < 0 || plans.size() != 1)) {
            throw wrong("--trace=" + trace + ": must be above 0, and go with one seed");
        }
        int threads = threads(plans.size());
        Progress progress = Progress.ofProcess();
        AtomicInteger done = new AtomicInteger();
        long beganNs = System.nanoTime();
        List<JudgedRun> runs;
        Trace lines = new Trace(trace);
        Hush hush = new Hush();
        try {
            runs = Sweep.run(
                    plans,
                    threads,
                    trace > 0 ? List.of(lines) : List.of(),
                    run -> progress.show(done.incrementAndGet() + " of " + plans.size() + " seeds"));
        } finally {
            hush.close();
            progress.clear();
        }
        long realNs = System.nanoTime() - beganNs;
        output.print(Coverage.text(runs, realNs), Coverage.json(runs, realNs));
        lines.lines().forEach(this::tell);
        return verdict(runs).code();
    }

    /** A world for each core, as far as they fit into memory. */
    private static int threads(int plans) {
        Runtime runtime = Runtime.getRuntime();
        long fitting = Math.max(1, runtime.maxMemory() / WORLD_BYTES);
        return (int) Math.min(plans, Math.min(runtime.availableProcessors(), fitting));
    }

    /** Tells what failed, and keeps it. */
    private ExitCode verdict(List<JudgedRun> runs) {
        List<SimResult> broken = runs.stream()
                .map(JudgedRun::result)
                .filter(result -> !result.isGreen())
                .toList();
        broken.forEach(result -> tell(
                "parallax: " + result.broken().getMessage() + "; repeat it with " + Coverage.command(result.plan())));
        if (kept != null) {
            int added = onKeptSeeds(() -> KeptSeeds.add(kept, broken));
            if (added > 0) {
                tell("parallax: " + added + " more in " + kept);
            }
        }
        SortedSet<String> missed = complete ? Coverage.missed(runs) : Collections.emptySortedSet();
        if (!missed.isEmpty()) {
            tell("parallax: --complete: not reached: " + String.join(", ", missed) + "; run more seeds");
        }
        return broken.isEmpty() && missed.isEmpty() ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    }

    /** Those that were kept first, then those that were asked for. */
    private List<SimPlan> plans() {
        List<SimPlan> plans = new ArrayList<>();
        if (kept != null) {
            plans.addAll(onKeptSeeds(() -> KeptSeeds.read(kept)));
        }
        if (kept == null || seed != null || seeds != null) {
            Profile profile = profile();
            long durationNs = Coverage.durationNs(hours);
            long[] range = range();
            for (long next = range[0]; next <= range[1]; next++) {
                plans.add(new SimPlan(next, durationNs, profile));
            }
        }
        if (plans.isEmpty()) {
            throw wrong("--keep=" + kept + ": no seed is kept in it; add --seeds A..B");
        }
        return plans;
    }

    private <T> T onKeptSeeds(Callable<T> work) {
        try {
            return work.call();
        } catch (UnusableKeptSeeds e) {
            throw wrong("--keep: " + e.getMessage());
        } catch (Exception e) {
            throw wrong("--keep=" + kept + ": cannot be read or written: " + e.getMessage());
        }
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
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
