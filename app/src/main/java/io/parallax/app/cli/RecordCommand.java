package io.parallax.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.record.RecordFailure;
import io.parallax.app.record.RecordPlan;
import io.parallax.app.record.RecordReport;
import io.parallax.app.record.Recording;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what a venue's market lines bring to a file. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Writes every frame of a venue's market lines, with its receive time, to a file.")
final class RecordCommand implements Callable<Integer> {
    private static final int MAX_LINES = 2;
    private static final int MAX_SECONDS = 31 * 24 * 3600;

    @Spec
    private CommandSpec spec;

    @Mixin
    private VenueOption venue;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "file to make, .jsonl or .jsonl.gz; it must not be there yet")
    private Path out;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "how long; default until SIGINT or SIGTERM")
    private int seconds;

    @Option(
            names = "--market",
            paramLabel = "ID",
            description =
                    "ticker or condition id, repeatable; default those of the simulator or of the configured pairs")
    private List<String> markets = new ArrayList<>();

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "1",
            description = "connections that follow each market, 1 or 2; default ${DEFAULT-VALUE}")
    private int lines;

    @ArgGroup
    private Origin origin = new Origin();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of everything random in the simulator; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "recording that the simulator plays when its markets are subscribed; repeatable")
    private List<Path> captures = new ArrayList<>();

    @Mixin
    private Output output;

    /** Which venue of that name. */
    private static final class Origin {
        @Option(names = "--sim", description = "the simulator, started for this; the default")
        private boolean sim;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "the venue of this configuration, with its addresses and credentials")
        private Path config;
    }

    @Override
    public Integer call() throws IOException {
        Options.range(spec, "--seconds", seconds, 0, MAX_SECONDS);
        Options.range(spec, "--lines", lines, 1, MAX_LINES);
        captures.forEach(Options::readable);
        RecordPlan plan = new RecordPlan(
                venue.venue(), out, seconds, markets, settings(), lines, seed, captures, RecordPlan.DEFAULT_RING_BYTES);
        Progress progress = Progress.ofProcess();
        RecordReport report;
        try (StopSignal signal = StopSignal.install()) {
            report = Recording.run(plan, signal.latch(), progress::show);
            progress.clear();
            output.print(text(report), json(report));
            if (report.lost() > 0) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "parallax: " + out + ": " + report.lost()
                                        + " frames found no room and were lost; follow fewer markets, or write to a faster disk");
                signal.endWith(ExitCode.INCOMPLETE);
                return ExitCode.INCOMPLETE.code();
            }
            return ExitCode.OK.code();
        } catch (RecordFailure e) {
            throw new CliException(code(e), e.getMessage(), e);
        } finally {
            progress.clear();
        }
    }

    private static ExitCode code(RecordFailure failure) {
        return switch (failure.kind()) {
            case REQUEST -> ExitCode.USAGE;
            case CONFIGURATION -> ExitCode.CONFIG;
            case FILE -> ExitCode.NOT_FOUND;
            case VENUE -> ExitCode.VENUE_FAILED;
        };
    }

    private ParallaxSettings settings() throws IOException {
        return origin.config == null
                ? SettingsLoader.profile("sim")
                : SettingsLoader.load(Options.readable(origin.config));
    }

    private static String text(RecordReport report) {
        return String.format(
                Locale.ROOT,
                "%s  %s  %d instruments  %,d frames  %d lost  %d s",
                report.file(),
                name(report),
                report.instruments(),
                report.frames(),
                report.lost(),
                report.seconds());
    }

    private static ObjectNode json(RecordReport report) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", report.file().toString())
                .put("venue", name(report))
                .put("instruments", report.instruments())
                .put("seconds", report.seconds())
                .put("frames", report.frames())
                .put("lostFrames", report.lost());
    }

    private static String name(RecordReport report) {
        return report.venue().name().toLowerCase(Locale.ROOT);
    }
}
