package io.parallax.app.cli;

import io.parallax.app.pairs.PairRendering;
import io.parallax.config.ConfigException;
import io.parallax.config.Violations;
import io.parallax.config.pair.PairFiles;
import io.parallax.gateway.net.EpochClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads pair files and tells what is in them; asks no venue. */
@Command(
        name = "pairs",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Checks pair files, and tells what a pair pays in every outcome.")
final class PairsCommand implements Runnable {
    private static final Path DEFAULT = Path.of("pairs");
    private static final String FILES = "pair files, or directories of .yaml files";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed: check, list, show or explain");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Names every fault of the files with line and remedy; ends with 2 when there is one.")
    int check(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = FILES) List<Path> files,
            @Mixin Output output)
            throws IOException {
        PairFiles.Answer answer = read(files);
        output.print(PairRendering.checkText(answer), PairRendering.checkJson(answer));
        return (answer.problems().isEmpty() ? ExitCode.OK : ExitCode.USAGE).code();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "One line a pair.")
    int list(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = FILES) List<Path> files,
            @Mixin Output output)
            throws IOException {
        List<PairFiles.Listed> pairs = usable(files);
        output.print(PairRendering.listText(pairs), PairRendering.listJson(pairs));
        return ExitCode.OK.code();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "What the files say of a pair.")
    int show(
            @Parameters(paramLabel = "NAME", description = "name of the pair") String name,
            @Option(names = "--pairs", paramLabel = "FILE", description = FILES + "; default pairs; repeatable")
                    List<Path> files,
            @Mixin Output output)
            throws IOException {
        PairFiles.Listed pair = named(name, files);
        output.print(PairRendering.showText(pair), PairRendering.showJson(pair));
        return ExitCode.OK.code();
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "What a pair pays in every joint outcome, and what must be true for a gain.")
    int explain(
            @Parameters(paramLabel = "NAME", description = "name of the pair") String name,
            @Option(names = "--pairs", paramLabel = "FILE", description = FILES + "; default pairs; repeatable")
                    List<Path> files,
            @Mixin Output output)
            throws IOException {
        PairFiles.Listed pair = named(name, files);
        long nowNs = EpochClock.system().epochNanos();
        output.print(PairRendering.explainText(pair, nowNs), PairRendering.explainJson(pair, nowNs));
        return ExitCode.OK.code();
    }

    private static PairFiles.Answer read(List<Path> files) throws IOException {
        for (Path file : files) {
            if (!Files.isDirectory(file)) {
                Options.readable(file);
            } else if (PairFiles.of(file).isEmpty()) {
                throw new CliException(ExitCode.NOT_FOUND, file + ": holds no file that ends in .yaml, name another");
            }
        }
        return PairFiles.read(files, EpochClock.system().epochNanos());
    }

    private static List<PairFiles.Listed> usable(List<Path> files) throws IOException {
        PairFiles.Answer answer = read(files);
        if (!answer.refusals().isEmpty()) {
            throw new ConfigException(
                    answer.refusals().stream().map(Violations.Problem::toString).toList());
        }
        return answer.pairs();
    }

    private static PairFiles.Listed named(String name, List<Path> files) throws IOException {
        boolean named = files != null && !files.isEmpty();
        if (!named && !Files.exists(DEFAULT)) {
            throw new CliException(
                    ExitCode.NOT_FOUND, DEFAULT + ": there is no such directory here; name pair files with --pairs");
        }
        List<Path> asked = named ? files : List.of(DEFAULT);
        List<PairFiles.Listed> pairs = usable(asked);
        return pairs.stream()
                .filter(listed -> listed.pair().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        name + ": there is no such pair in "
                                + asked.stream().map(Path::toString).collect(Collectors.joining(", ")) + "; there are "
                                + pairs.stream()
                                        .map(listed -> listed.pair().name())
                                        .collect(Collectors.joining(", "))));
    }
}
