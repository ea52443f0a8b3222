package io.parallax.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where sessions lie: the {@code --sessions} option. */
final class SessionsOption {
    @Option(
            names = "--sessions",
            paramLabel = "DIR",
            description = "directory of the sessions; default data/sessions of the project")
    private Path given;

    /** The directory asked for, else another. */
    Path orElse(Path other) {
        return given != null ? given : other;
    }

    /** The directory asked for, else the configured one, which counts from the project's root. */
    Path directory(Path configured) {
        return given != null
                ? given
                : Path.of(System.getProperty("parallax.root", "")).resolve(configured);
    }
}
