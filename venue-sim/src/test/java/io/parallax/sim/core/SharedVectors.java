package io.parallax.sim.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reads the venue vectors beside the repository; tests that need them are skipped where they are absent. */
public final class SharedVectors {
    private SharedVectors() {}

    /** A file under {@code venues}, as a path that exists. */
    public static Path file(String path) {
        Path file = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues", path);
        Assumptions.assumeTrue(Files.isRegularFile(file), "needs " + file);
        return file;
    }

    /** A JSON file under {@code venues}. */
    public static JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(file(path).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
