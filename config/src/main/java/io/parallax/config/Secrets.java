package io.parallax.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the value behind a secret's reference. Paths count from the configuration file. */
final class Secrets {
    private final Path base;
    private final Map<String, String> environment;

    Secrets(Path base, Map<String, String> environment) {
        this.base = base;
        this.environment = environment;
    }

    Optional<String> resolve(String reference) {
        if (reference.startsWith("env:")) {
            return Optional.ofNullable(environment.get(reference.substring(4))).filter(value -> !value.isBlank());
        }
        try {
            return Optional.of(Files.readString(base.resolve(reference.substring(5)))
                            .strip())
                    .filter(value -> !value.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
