package io.parallax.app.cli;

import io.parallax.app.book.BookRendering;
import io.parallax.app.book.BookReport;
import io.parallax.app.book.RecordedBooks;
import io.parallax.app.book.UnusableRecording;
import io.parallax.app.capture.CaptureEnding;
import io.parallax.app.capture.CaptureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the books of a recording. */
@Command(
        name = "book",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Feeds a recording to the venue's decoder and the engine's book, and prints every YES book.")
final class BookCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private VenueOption venue;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            required = true,
            description = "recording: .jsonl or .jsonl.gz, ours or another's, or .json for a single frame")
    private Path capture;

    @Option(names = "--at", paramLabel = "N", description = "after the first N frames; default all of them")
    private Long at;

    @Option(
            names = "--yes-price",
            paramLabel = "BOOL",
            arity = "1",
            description = "Kalshi's use_yes_price of the recorded subscription; default what the recording shows")
    private Boolean yesPrice;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (at != null && at < 0) {
            throw new ParameterException(spec.commandLine(), "--at=" + at + ": must not be negative");
        }
        BookReport report;
        try {
            report = RecordedBooks.read(
                    Options.readable(capture),
                    venue.venue(),
                    at == null ? RecordedBooks.ALL : at,
                    Optional.ofNullable(yesPrice));
        } catch (CaptureException | UnusableRecording e) {
            throw new CliException(ExitCode.USAGE, e.getMessage(), e);
        }
        output.print(BookRendering.text(report), BookRendering.json(report));
        if (report.ending().kind() == CaptureEnding.Kind.CUT) {
            spec.commandLine()
                    .getErr()
                    .println("parallax: " + capture + ": cut after line "
                            + report.ending().fileLines() + ", the books are those of the frames before");
        }
        return ExitCode.OK.code();
    }
}
