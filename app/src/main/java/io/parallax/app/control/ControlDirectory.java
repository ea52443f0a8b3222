package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.journal.SessionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory {@code control} beside the sessions, open to its owner alone.
 *
 * <pre>
 *   lock           held by the process that trades
 *   HALT           while it is there nothing is sent: the kill file
 *   latches.json   halts that stand
 *   day.json       what the trading day has lost so far
 *   ends.json      sessions that ended without order
 *   accepted.json  frozen pairs a person took as they stand
 *   requests/      one file a request, by nonce
 *   answers/       one file an answer, by the nonce of its request
 * </pre>
 */
public final class ControlDirectory {
    private static final String NAME = "control";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    private ControlDirectory(Path root) {
        this.root = root;
    }

    /** Of these sessions; nothing is made yet. */
    public static ControlDirectory of(Path sessions) {
        return new ControlDirectory(sessions.resolve(NAME));
    }

    /**
     * Makes what is missing of it.
     *
     * @throws ControlException when it cannot be made
     */
    public ControlDirectory create() {
        try {
            SessionFiles.createPrivateDirectories(requests());
            SessionFiles.createPrivateDirectories(answers());
            return this;
        } catch (IOException e) {
            throw new ControlException("the control directory " + root + " cannot be made: " + e, e);
        }
    }

    public Path path() {
        return root;
    }

    /** Directory of all sessions. */
    public Path sessions() {
        return root.toAbsolutePath().getParent();
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** The kill file. */
    public Path killFile() {
        return root.resolve("HALT");
    }

    Path latches() {
        return root.resolve("latches.json");
    }

    Path day() {
        return root.resolve("day.json");
    }

    Path ends() {
        return root.resolve("ends.json");
    }

    Path accepted() {
        return root.resolve("accepted.json");
    }

    Path requests() {
        return root.resolve("requests");
    }

    Path answers() {
        return root.resolve("answers");
    }

    /** Whether the kill file is there. What cannot be told counts as there. */
    public boolean isKilled() {
        return !Files.notExists(killFile());
    }

    /** The content of a file, or null when there is none. */
    static JsonNode read(Path file) throws IOException {
        return Files.notExists(file) ? null : JSON.readTree(Files.readAllBytes(file));
    }

    /** Replaces a file as a whole, readable by its owner alone, on the disk when this returns. */
    static void write(Path file, JsonNode content) throws IOException {
        SessionFiles.writeDurably(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }
}
