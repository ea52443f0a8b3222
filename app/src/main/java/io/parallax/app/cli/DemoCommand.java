package io.parallax.app.cli;

import io.parallax.app.demo.Demo;
import io.parallax.app.demo.DemoPlan;
import io.parallax.app.demo.DemoRendering;
import io.parallax.app.demo.DemoReport;
import io.parallax.app.demo.UnusableCapture;
import io.parallax.app.run.SessionFailure;
import io.parallax.app.run.SessionStalled;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.config.Mode;
import io.parallax.config.PaperLevel;
import io.parallax.config.PaperSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.RuntimeSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trades against both simulated venues for a while and checks itself. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Trades against both simulated venues for a while, then checks itself by replay.")
final class DemoCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 24 * 3600;

    /** A signal lets a drain, the seal and the replay take their time. */
    private static final long STOP_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "how long; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of everything random in the simulators; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "recording of a venue's market channel to observe beside, .jsonl or .jsonl.gz; repeatable")
    private List<Path> captures = new ArrayList<>();

    @Option(names = "--layout", paramLabel = "LAYOUT", description = "pinned or compact; default as configured")
    private RuntimeSettings.Layout layout;

    @Option(
            names = "--fills",
            paramLabel = "MODEL",
            defaultValue = "venue",
            description =
                    "what orders meet: venue (the simulated venues match), or paper at a level: optimistic, neutral,"
                            + " pessimistic; default ${DEFAULT-VALUE}")
    private String fills;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration; default the shipped profile sim")
    private Path config;

    @Option(
            names = "--halt-after",
            paramLabel = "N[s]",
            description = "seconds after which everything is halted between two legs, and the halt stays latched")
    private String haltAfter;

    @Mixin
    private SessionsOption sessions;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Options.range(spec, "--seconds", seconds, 1, MAX_SECONDS);
        for (Path capture : captures) {
            Options.readable(capture);
        }
        int haltSeconds = haltSeconds();
        try (StopSignal signal = StopSignal.install(STOP_SECONDS)) {
            return run(haltSeconds, signal); // and printed before a signal ends the process
        }
    }

    private Integer run(int haltSeconds, StopSignal signal) throws IOException {
        Progress progress = Progress.ofProcess();
        DemoReport report;
        try {
            HaltSignals halts = HaltSignals.install();
            ParallaxSettings settings = settings();
            Path directory = Options.writableDirectory(
                    sessions.directory(settings.runtime().sessions()));
            report = Demo.run(
                    new DemoPlan(settings, directory, seconds, seed, captures, haltSeconds),
                    progress::show,
                    halts::reaches,
                    () -> signal.latch().getCount() == 0);
        } catch (SessionStalled e) {
            throw new CliException(ExitCode.STALLED, e.getMessage(), e);
        } catch (SessionFailure e) {
            throw new CliException(ExitCode.INTERNAL, e.getMessage(), e);
        } catch (JournalException e) {
            throw new CliException(
                    ExitCode.NOT_FOUND, e.getMessage() + "; name a directory that can be written with --sessions", e);
        } catch (UnusableCapture e) {
            throw new CliException(ExitCode.USAGE, e.getMessage(), e);
        } finally {
            progress.clear();
        }
        output.print(DemoRendering.text(report), DemoRendering.json(report));
        for (String failure : report.failures()) {
            spec.commandLine().getErr().println("parallax: " + failure);
        }
        return code(report).code();
    }

    private int haltSeconds() {
        if (haltAfter == null) {
            return 0;
        }
        String digits = haltAfter.endsWith("s") ? haltAfter.substring(0, haltAfter.length() - 1) : haltAfter;
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(Character::isDigit);
        int asked = isNumber ? Integer.parseInt(digits) : -1;
        if (asked < 1 || asked >= seconds) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--halt-after=" + haltAfter + ": must be from 1 to less than the " + seconds + " of --seconds");
        }
        return asked;
    }

    private static ExitCode code(DemoReport report) {
        if (!report.halts() && report.standing().stream().anyMatch(latch -> latch.scope() == LatchScope.ENGINE)) {
            return ExitCode.HALTED;
        }
        return report.failures().isEmpty() ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    }

    private ParallaxSettings settings() throws IOException {
        ParallaxSettings settings =
                config == null ? SettingsLoader.profile("sim") : SettingsLoader.load(Options.readable(config));
        if (settings.mode() != Mode.SIM) {
            throw new CliException(
                    ExitCode.CONFIG,
                    config + ": mode is " + settings.mode().name().toLowerCase(Locale.ROOT)
                            + ", the demo trades in mode sim only");
        }
        settings = settings.withPaper(paper(settings));
        return layout == null
                ? settings
                : settings.withRuntime(settings.runtime().withLayout(layout));
    }

    /** The section {@code paper} at the level asked for; ten thousand dollars a venue and the demo's seed without one. */
    private Optional<PaperSettings> paper(ParallaxSettings settings) {
        if ("venue".equals(fills)) {
            return Optional.empty();
        }
        PaperLevel level = Arrays.stream(PaperLevel.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(fills))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--fills=" + fills + ": must be one of venue, optimistic, neutral, pessimistic"));
        PaperSettings configured = settings.paper().orElseGet(() -> PaperSettings.of(level, seed));
        if (configured.level() != level && configured.hasOverrides()) {
            String own = configured.level().name().toLowerCase(Locale.ROOT);
            throw new CliException(
                    ExitCode.CONFIG,
                    config + ": paper.overrides are of level " + own + ", not of " + fills + ": say --fills " + own
                            + ", or remove them");
        }
        return Optional.of(configured.level() == level ? configured : configured.at(level));
    }
}
