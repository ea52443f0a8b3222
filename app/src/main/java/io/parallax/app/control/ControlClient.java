package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Asks the process that trades, by a file, and waits for its answer. One thread. */
public final class ControlClient {
    private static final long POLL_MS = 10;
    private static final int NONCE_BYTES = 16;

    private final ControlDirectory directory;

    public ControlClient(ControlDirectory directory) {
        this.directory = directory;
    }

    /**
     * Asks and waits.
     *
     * @param kind null asks for the status alone
     * @return the answer, or nothing when none came in time
     * @throws ControlException when the request cannot be written
     */
    public Optional<JsonNode> ask(
            ControlKind kind, LatchScope scope, Venue venue, String pair, String reason, long timeoutMs) {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        ControlRequest request = new ControlRequest(
                kind,
                scope,
                venue,
                pair,
                System.getProperty("user.name", ""),
                reason,
                nonce,
                System.currentTimeMillis());
        Path answer = directory.answers().resolve(nonce + ".json");
        try {
            ControlDirectory.write(directory.requests().resolve(nonce + ".json"), request.json());
            long untilNs = System.nanoTime() + timeoutMs * 1_000_000L;
            while (System.nanoTime() - untilNs < 0) {
                JsonNode found = ControlDirectory.read(answer);
                if (found != null) {
                    Files.deleteIfExists(answer);
                    return Optional.of(found);
                }
                Thread.sleep(POLL_MS);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted while waiting for the answer", e);
        } catch (IOException e) {
            throw new ControlException("the request cannot be left in " + directory.requests() + ": " + e, e);
        }
    }
}
