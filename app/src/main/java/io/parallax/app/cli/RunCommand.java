package io.parallax.app.cli;

import io.parallax.app.live.LiveGuard;
import io.parallax.app.live.Run;
import io.parallax.app.live.RunPlan;
import io.parallax.app.live.RunRendering;
import io.parallax.app.live.RunReport;
import io.parallax.app.live.StartPlan;
import io.parallax.app.live.StartRefused;
import io.parallax.app.run.SessionFailure;
import io.parallax.app.run.SessionStalled;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.journal.JournalException;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A session from a configuration, in one of four modes. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Runs a session: sim, paper, shadow or live.")
final class RunCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 31 * 24 * 3600;

    /** A signal lets a drain and the seal take their time. */
    private static final long STOP_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration; default the shipped profile sim")
    private Path config;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "sim, paper, shadow or live; default the one of the configuration, and live only where it says so")
    private Mode mode;

    @Option(names = "--arm", description = "mode live: orders are to be sent")
    private boolean arm;

    @Option(
            names = "--confirm-token",
            paramLabel = "FILE",
            description = "mode live: consent signed by the operator's key, in the place of a typed one")
    private Path token;

    @Option(names = "--plan", description = "only print what would be started, and the hash that a token signs")
    private boolean planOnly;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "how long; default until SIGINT, SIGTERM or a drain")
    private int seconds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "mode sim: of everything random")
    private long seed;

    @Mixin
    private SessionsOption sessions;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Options.range(spec, "--seconds", seconds, 0, MAX_SECONDS);
        List<String> warnings = new ArrayList<>();
        ParallaxSettings settings = config == null
                ? SettingsLoader.profile("sim")
                : SettingsLoader.load(Options.readable(config), mode, warnings::add);
        if (config == null && mode != null && mode != Mode.SIM) {
            throw new CliException(ExitCode.CONFIG, "--mode: any mode but sim needs --config FILE");
        }
        warnings.forEach(warning -> spec.commandLine().getErr().println("parallax: warning: " + warning));
        try (StopSignal signal = StopSignal.install(STOP_SECONDS)) {
            return planOnly ? plan(settings) : run(settings, signal);
        } finally {
            settings.wipe();
        }
    }

    private int plan(ParallaxSettings settings) {
        StartPlan plan = start(settings);
        output.print(plan.text(), plan.json());
        return ExitCode.OK.code();
    }

    private static StartPlan start(ParallaxSettings settings) {
        try {
            return Run.start(settings);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.CREDENTIALS, e.getMessage(), e);
        }
    }

    private Path directory(ParallaxSettings settings) {
        Path configured = settings.runtime().sessions();
        return Options.writableDirectory(
                config == null
                        ? sessions.directory(configured)
                        : sessions.orElse(config.toAbsolutePath().getParent().resolve(configured)));
    }

    private int run(ParallaxSettings settings, StopSignal signal) {
        Progress progress = Progress.ofProcess();
        Path directory = directory(settings);
        RunReport report;
        try {
            HaltSignals halts = HaltSignals.install();
            report = Run.run(
                    new RunPlan(settings, directory, seconds, seed),
                    () -> new LiveGuard(
                            settings.live(), directory, arm, Optional.ofNullable(token), terminal(progress)),
                    progress::show,
                    halts::reaches,
                    () -> signal.latch().getCount() == 0);
        } catch (StartRefused e) {
            throw new CliException(ExitCode.NOT_ARMED, e.getMessage(), e);
        } catch (Run.NotReady e) {
            throw DoctorCommand.refused(e.report());
        } catch (Run.StartFailed e) {
            throw new CliException(ExitCode.VENUE_FAILED, e.getMessage(), e);
        } catch (SessionStalled e) {
            throw new CliException(ExitCode.STALLED, e.getMessage(), e);
        } catch (SessionFailure e) {
            throw new CliException(ExitCode.INTERNAL, e.getMessage(), e);
        } catch (JournalException e) {
            throw new CliException(
                    ExitCode.NOT_FOUND, e.getMessage() + "; name a directory that can be written with --sessions", e);
        } finally {
            progress.clear();
        }
        output.print(RunRendering.text(report), RunRendering.json(report));
        boolean halted = report.standing().stream().anyMatch(latch -> latch.scope() == LatchScope.ENGINE);
        return (halted ? ExitCode.HALTED : ExitCode.OK).code();
    }

    private static Optional<UnaryOperator<String>> terminal(Progress progress) {
        Console console = System.console();
        return console == null || !isTerminal()
                ? Optional.empty()
                : Optional.of(question -> {
                    progress.clear();
                    return console.readLine("%s", question);
                });
    }

    /** Whether a person can type: since 22 Java has a console without one, too. */
    private static boolean isTerminal() {
        try {
            Path input = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
            return input.startsWith("/dev") && !input.equals(Path.of("/dev/null"));
        } catch (IOException e) {
            return true; // no /proc: as the console says
        }
    }
}
