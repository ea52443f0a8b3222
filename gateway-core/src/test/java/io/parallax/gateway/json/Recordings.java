package io.parallax.gateway.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded frames of both venues, as the bytes a socket would deliver. */
final class Recordings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    static List<byte[]> frames() throws IOException {
        Path root = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues");
        Assumptions.assumeTrue(Files.isDirectory(root), "no recordings at " + root);
        List<byte[]> frames = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(p -> p.getParent().toString().contains("samples"))
                    .filter(p -> p.toString().matches(".*\\.jsonl?"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".json")) {
                frames.add(Files.readAllBytes(file));
                continue;
            }
            for (String line : Files.readAllLines(file)) {
                JsonNode node = JSON.readTree(line);
                if (node.has("frame")) {
                    frames.add(JSON.writeValueAsBytes(node.get("frame")));
                } else if (node.has("payloadUtf8")) {
                    frames.add(node.get("payloadUtf8").asText().getBytes(StandardCharsets.UTF_8));
                } else {
                    frames.add(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return frames;
    }
}
