package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that lie in the control directory: each is taken once, judged by age, nonce and owner, answered, and removed. One
 * thread.
 */
public final class RequestBox {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBox.class);
    private static final String SUFFIX = ".json";
    private static final long MAX_BYTES = 4_096;
    private static final int NONCES = 4_096;

    /** Does what is asked. */
    public interface Handler {
        /** @return the answer; {@code ok} tells whether it was done */
        ObjectNode handle(ControlRequest request);
    }

    private final ControlDirectory directory;
    private final long sinceMs;
    private final Map<String, Boolean> used = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > NONCES;
        }
    };

    /** @param sinceMs epoch milliseconds; what was asked before is refused, so that no request outlives a process */
    public RequestBox(ControlDirectory directory, long sinceMs) {
        this.directory = directory;
        this.sinceMs = sinceMs;
    }

    /** Takes what lies there. @return how many requests were answered */
    public int poll(Handler handler, long nowMs) {
        int answered = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.requests(), "*" + SUFFIX)) {
            for (Path file : files) {
                take(file, handler, nowMs);
                answered++;
            }
        } catch (IOException e) {
            LOG.warn("requests cannot be read: {}", e.toString());
        }
        return answered;
    }

    private void take(Path file, Handler handler, long nowMs) throws IOException {
        String name = file.getFileName().toString();
        String nonce = name.substring(0, name.length() - SUFFIX.length());
        ObjectNode answer;
        try {
            ControlRequest request = read(file, nonce, nowMs);
            Files.deleteIfExists(file);
            answer = handler.handle(request);
        } catch (IOException | IllegalArgumentException e) {
            Files.deleteIfExists(file);
            LOG.warn("request {} refused: {}", nonce, e.getMessage());
            answer = refusal(String.valueOf(e.getMessage()));
        }
        if (ControlRequest.isNonce(nonce)) {
            ControlDirectory.write(directory.answers().resolve(name), answer);
        }
    }

    private ControlRequest read(Path file, String nonce, long nowMs) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("the request is longer than " + MAX_BYTES + " bytes");
        }
        JsonNode json = ControlDirectory.read(file);
        if (json == null) {
            throw new IOException("the request is gone");
        }
        ControlRequest request = ControlRequest.of(json);
        if (!request.nonce().equals(nonce)) {
            throw new IOException("the nonce is not that of the file");
        }
        String owner = Files.getOwner(file).getName();
        if (!owner.equals(request.principal())) {
            throw new IOException(
                    "the principal is '" + request.principal() + "' and the file's owner '" + owner + "'");
        }
        if (Math.abs(nowMs - request.timeMs()) > ControlRequest.MAX_AGE_MS || request.timeMs() < sinceMs) {
            throw new IOException("the request is too old, ask again");
        }
        if (used.put(nonce, Boolean.TRUE) != null) {
            throw new IOException("the nonce was used before");
        }
        return request;
    }

    /** An answer that says why nothing was done. */
    public static ObjectNode refusal(String why) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", false);
        answer.put("message", why);
        return answer;
    }
}
