package io.parallax.app.cli;

import io.parallax.config.Mode;
import io.parallax.config.RuntimeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Checks that several commands make of their options. */
final class Options {
    private Options() {}

    static void range(CommandSpec spec, String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new ParameterException(
                    spec.commandLine(), option + "=" + value + ": must be from " + min + " to " + max);
        }
    }

    /** @throws TypeConversionException when the text names no layout */
    static RuntimeSettings.Layout layout(String text) {
        return switch (text) {
            case "pinned" -> RuntimeSettings.Layout.PINNED;
            case "compact" -> RuntimeSettings.Layout.COMPACT;
            default -> throw new TypeConversionException("'" + text + "' is neither pinned nor compact");
        };
    }

    /** @throws TypeConversionException when the text names no mode */
    static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw new TypeConversionException("'" + text + "' is none of sim, paper, shadow, live");
    }

    /**
     * A directory that exists or can be made.
     *
     * @throws CliException when it is a file, or may not be written
     */
    static Path writableDirectory(Path directory) {
        Path nearest = directory.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || !Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "sessions cannot be kept in " + directory + ": " + nearest
                            + (nearest != null && Files.isDirectory(nearest)
                                    ? " may not be written"
                                    : " is no directory")
                            + "; name another with --sessions");
        }
        return directory;
    }

    /** @throws CliException when there is no such file to read */
    static Path readable(Path file) {
        if (Files.isDirectory(file)) {
            throw new CliException(ExitCode.NOT_FOUND, file + ": is a directory, name a file");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CliException(ExitCode.NOT_FOUND, file + ": there is no such file that can be read");
        }
        return file;
    }
}
