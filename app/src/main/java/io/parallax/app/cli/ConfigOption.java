package io.parallax.app.cli;

import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The configuration of commands that reach configured venues: the {@code --config} option. */
final class ConfigOption {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "configuration, YAML")
    private Path file;

    private final List<String> warnings = new ArrayList<>();

    Path file() {
        return Options.readable(file);
    }

    /** @param mode to read it in, null for the one it names */
    ParallaxSettings load(Mode mode) throws IOException {
        warnings.clear();
        return SettingsLoader.load(file(), mode, warnings::add);
    }

    /** What was accepted and should not be; after {@link #load}. */
    List<String> warnings() {
        return warnings;
    }

    /** Sessions of the configuration count from its own directory, where the path is relative. */
    Path sessions(ParallaxSettings settings) {
        return file.toAbsolutePath().getParent().resolve(settings.runtime().sessions());
    }
}
