package io.parallax.gateway.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The venue's recorded samples and vectors, next to the repository; tests are skipped where they are absent. */
public final class Vectors {
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Path ROOT =
            Path.of(System.getProperty("parallax.root", ".."), "..", "shared", "venues", "polymarket");

    private Vectors() {}

    public static JsonNode vectors(String file) {
        return read(ROOT.resolve("vectors").resolve(file)).path("vectors");
    }

    public static JsonNode vectorFile(String file) {
        return read(ROOT.resolve("vectors").resolve(file));
    }

    public static JsonNode sample(String file) {
        return read(ROOT.resolve("samples").resolve(file));
    }

    public static Path samples() {
        Path path = ROOT.resolve("samples");
        Assumptions.assumeTrue(Files.isDirectory(path), "no venue samples at " + path);
        return path;
    }

    public static List<String> lines(String file) {
        Path path = samples().resolve(file);
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path path) {
        Assumptions.assumeTrue(Files.isRegularFile(path), "no venue data at " + path);
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
