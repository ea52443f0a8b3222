package io.parallax.app.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/**
 * Lines of other recorders: {@code {"recv_ns"|"recv_ms", "frame": {…}}} and {@code {"meta": {"sent": …}}} of Kalshi;
 * {@code {"receivedAt"|"at"|"receivedAtMs", "direction"?, "payloadUtf8"}} of Polymarket; or a bare payload. What a client
 * sent is no frame. A line without a time follows the one before by ten milliseconds. All on line 0, epoch 1.
 */
final class OtherLines {
    private static final long UNTIMED_GAP_NS = 10_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CaptureVisitor visitor;
    private long frames;
    private long lastNs;

    OtherLines(CaptureVisitor visitor) {
        this.visitor = visitor;
    }

    long frames() {
        return frames;
    }

    /** @return false to read no further */
    boolean line(JsonNode line, byte[] bytes, long fileLine) throws IOException {
        if (line.has("meta")) {
            told(line.at("/meta/sent/params/use_yes_price"));
            return true;
        }
        if (line.has("direction") && !line.get("direction").asText().equals("recv")) {
            sent(line.path("payloadUtf8").asText());
            return true;
        }
        lastNs = Math.max(lastNs, time(line));
        frames++;
        return visitor.onFrame(new CaptureFrame(frames, fileLine, lastNs, 0, 1, payload(line, bytes)));
    }

    private void sent(String command) {
        try {
            told(JSON.readTree(command).at("/params/use_yes_price"));
        } catch (IOException e) {
            // Not every note of what a client did is JSON, and none but a subscription matters.
            return;
        }
    }

    private void told(JsonNode yesPrices) {
        if (yesPrices.isBoolean()) {
            visitor.onYesPrices(yesPrices.asBoolean());
        }
    }

    private static byte[] payload(JsonNode line, byte[] bytes) throws IOException {
        JsonNode frame = line.get("frame");
        if (frame != null) {
            return frame.isTextual() ? frame.asText().getBytes(StandardCharsets.UTF_8) : frame(bytes);
        }
        JsonNode payload = line.get("payloadUtf8");
        return payload == null ? bytes : payload.asText().getBytes(StandardCharsets.UTF_8);
    }

    /** The value of {@code frame}: its bytes as they stand, not written anew. */
    private static byte[] frame(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.getFactory().createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean frame = parser.currentName().equals("frame");
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (frame) {
                    return Arrays.copyOfRange(
                            bytes, start, (int) parser.currentLocation().getByteOffset());
                }
            }
            throw new NotALine("field 'frame' is not where it was", null);
        }
    }

    private long time(JsonNode line) {
        if (line.has("recv_ns")) {
            return line.get("recv_ns").asLong();
        }
        if (line.has("recv_ms")) {
            return line.get("recv_ms").asLong() * NS_PER_MS;
        }
        if (line.has("receivedAtMs")) {
            return line.get("receivedAtMs").asLong() * NS_PER_MS;
        }
        if (!line.has("receivedAt") && !line.has("at")) {
            return lastNs + UNTIMED_GAP_NS;
        }
        String text = line.path("receivedAt").asText(line.path("at").asText());
        try {
            Instant at = Instant.parse(text);
            return at.getEpochSecond() * NS_PER_S + at.getNano();
        } catch (DateTimeParseException e) {
            throw new NotALine("'" + text + "' is no ISO instant", e);
        }
    }
}
