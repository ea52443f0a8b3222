package io.parallax.journal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a session was when it ended cleanly; the content of {@code seal.json}.
 *
 * @param sessionId of the session
 * @param records number of slots
 * @param lastSequence of the last slot, -1 when there is none
 * @param chain value after the last record: a summary of all sequences and checksums
 * @param stateHash of the engine after the last event
 * @param files every file under {@code queue/}, by name
 */
public record Seal(
        long sessionId, long records, long lastSequence, long chain, long stateHash, List<SealedFile> files) {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    /** One sealed file: its name under {@code queue/}, its length in bytes and the SHA-256 of its content in hex. */
    public record SealedFile(String name, long lengthBytes, String sha256) {}

    public Seal {
        files = List.copyOf(files);
    }

    /** Seals the queue files as they are now. */
    static Seal of(Path session, long sessionId, long records, long chain, long stateHash) throws IOException {
        List<SealedFile> files = new ArrayList<>();
        for (Path file : SessionFiles.queueFiles(session)) {
            files.add(new SealedFile(file.getFileName().toString(), Files.size(file), sha256(file)));
        }
        return new Seal(sessionId, records, records - 1, chain, stateHash, files);
    }

    /**
     * Reads the seal of a session directory.
     *
     * @return empty when the session is not sealed
     * @throws JournalException when the seal is not byte for byte one that a writer wrote
     */
    public static Optional<Seal> read(Path session) {
        Path file = SessionFiles.seal(session);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            Seal seal = decode(JSON.readTree(content));
            if (!Arrays.equals(content, seal.encode())) {
                throw new JournalException(SessionFiles.SEAL + " does not match its own checksum");
            }
            return Optional.of(seal);
        } catch (JacksonException | IllegalArgumentException | IllegalStateException e) {
            throw new JournalException(SessionFiles.SEAL + " is not a seal this build can read", e);
        } catch (IOException e) {
            throw new JournalException("cannot read " + file + ": " + e, e);
        }
    }

    /** The one text of this seal; its last field is the SHA-256 of the same text with that field empty. */
    byte[] encode() {
        byte[] open = print("");
        return print(HexFormat.of().formatHex(sha256().digest(open)));
    }

    private byte[] print(String self) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("session", hex(sessionId));
        root.put("records", records);
        root.put("lastSequence", lastSequence);
        root.put("chain", hex(chain));
        root.put("stateHash", hex(stateHash));
        ArrayNode list = root.putArray("files");
        for (SealedFile file : files) {
            list.addObject()
                    .put("name", file.name())
                    .put("lengthBytes", file.lengthBytes())
                    .put("sha256", file.sha256());
        }
        root.put("sha256", self);
        try {
            return (JSON.writer(PRINTER).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException e) {
            throw new IllegalStateException("a tree of strings and numbers is always writable", e);
        }
    }

    private static Seal decode(JsonNode root) {
        List<SealedFile> files = new ArrayList<>();
        for (JsonNode file : root.required("files")) {
            files.add(new SealedFile(
                    file.required("name").asText(),
                    file.required("lengthBytes").asLong(),
                    file.required("sha256").asText()));
        }
        return new Seal(
                Long.parseUnsignedLong(root.required("session").asText(), 16),
                root.required("records").asLong(),
                root.required("lastSequence").asLong(),
                Long.parseUnsignedLong(root.required("chain").asText(), 16),
                Long.parseUnsignedLong(root.required("stateHash").asText(), 16),
                files);
    }

    /** What the queue files differ in from this seal, as one line; empty when in nothing. */
    Optional<String> differenceOfFiles(Path session) throws IOException {
        List<Path> present = SessionFiles.queueFiles(session);
        List<String> names =
                present.stream().map(file -> file.getFileName().toString()).toList();
        List<String> sealed = files.stream().map(SealedFile::name).toList();
        if (!names.equals(sealed)) {
            return Optional.of("files " + names + " where " + sealed + " were sealed");
        }
        for (int i = 0; i < present.size(); i++) {
            SealedFile expected = files.get(i);
            long length = Files.size(present.get(i));
            if (length != expected.lengthBytes()) {
                return Optional.of(
                        expected.name() + " has " + length + " bytes, sealed with " + expected.lengthBytes());
            }
            if (!sha256(present.get(i)).equals(expected.sha256())) {
                return Optional.of(expected.name() + " differs from what was sealed (SHA-256)");
            }
        }
        return Optional.empty();
    }

    private static String hex(long value) {
        return String.format("%016x", value);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
