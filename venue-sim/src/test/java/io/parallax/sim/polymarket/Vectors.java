package io.parallax.sim.polymarket;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Shared Polymarket vectors and samples; tests that need them are skipped where they are absent. */
public final class Vectors {
    private static final Path FOLDER =
            Path.of(System.getProperty("parallax.root", ".."), "..", "shared", "venues", "polymarket");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /** The entries of a vector file. */
    public static Stream<JsonNode> of(String file) {
        return StreamSupport.stream(read("vectors/" + file).get("vectors").spliterator(), false);
    }

    /** The entry with this id. */
    public static JsonNode one(String file, String id) {
        return of(file).filter(vector -> vector.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no vector " + id));
    }

    /** Any JSON file below the folder. */
    public static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(existing(file)));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    /** A file that exists; skips the test otherwise. */
    public static Path existing(String file) {
        Path path = FOLDER.resolve(file);
        assumeTrue(Files.isRegularFile(path), "shared venue file " + file + " is not here");
        return path;
    }
}
