package io.parallax.app.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recordings and vectors beside the project; a test that needs them is skipped where they are not. */
final class Shared {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path VENUES = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues");

    private Shared() {}

    static Path file(String name) {
        Path file = VENUES.resolve(name).normalize();
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return file;
    }

    static JsonNode vector(String name) throws IOException {
        return JSON.readTree(file(name).toFile());
    }

    /** The recordings of a directory, by name. */
    static List<Path> recordings(String directory) throws IOException {
        try (Stream<Path> files = Files.list(file(directory))) {
            return files.filter(file -> file.toString().matches(".*\\.jsonl?(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }
}
