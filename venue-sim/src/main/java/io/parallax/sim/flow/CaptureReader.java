package io.parallax.sim.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.kalshi.NoPrices;
import io.parallax.sim.venue.Venue;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.zip.GZIPInputStream;

/**
 * Reads a recording line by line, plain or gzipped. Known lines: {@code {"recv_ns"|"recv_ms", "frame": {…}}} and
 * {@code {"meta": …}} of Kalshi; {@code {"receivedAt"|"at"|"receivedAtMs", "direction"?, "payloadUtf8"}} of Polymarket;
 * one bare payload of either venue; and the {@code kind} lines of {@code parallax record}, of which the first copy of each
 * line is played, up to where the file was cut. Frames that a client sent, text frames and control messages are left out. Kalshi NO
 * prices come out in the leg's own price whatever the recording's {@code use_yes_price} was. A line without a time
 * follows the one before by ten milliseconds.
 */
final class CaptureReader implements Closeable {
    private static final long UNTIMED_GAP_NS = 10_000_000L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final BufferedReader reader;
    private boolean kalshiYesPrice;
    /** Whose frames the lines of our own recorder hold; null in other recordings. */
    private Venue recorded;

    private long lineNumber;
    private long lastNs = -1;

    CaptureReader(Path file) {
        this.file = file;
        try {
            this.reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            throw new UnplayableCapture("capture " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        if (!file.toString().endsWith(".gz")) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** @return the next server frame, or null at the end */
    CaptureFrame next() {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lineNumber++;
                CaptureFrame frame = line.isBlank() ? null : frame(line);
                if (frame != null) {
                    return frame;
                }
            }
            return null;
        } catch (IOException e) {
            if (recorded != null) {
                return null; // cut within its gzip stream
            }
            throw new UnplayableCapture(
                    "capture " + file + " cannot be read after line " + lineNumber + ", is it whole? " + e.getMessage(),
                    e);
        } catch (UnplayableCapture e) {
            throw e;
        } catch (RuntimeException e) {
            throw notAFrame(e);
        }
    }

    /** What to throw for a frame just read that makes no sense. */
    UnplayableCapture notAFrame(RuntimeException cause) {
        return new UnplayableCapture("capture " + file + " line " + lineNumber + " is no recorded frame", cause);
    }

    private JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UnplayableCapture("capture " + file + " line " + lineNumber + " is not JSON", e);
        }
    }

    private CaptureFrame frame(String text) throws IOException {
        try {
            return frame(parse(text), text);
        } catch (UnplayableCapture e) {
            if (recorded != null && reader.readLine() == null) {
                return null; // cut within its last line
            }
            throw e;
        }
    }

    private CaptureFrame frame(JsonNode line, String text) {
        if (line.has("kind")) {
            return recorded(line);
        }
        if (line.has("meta")) {
            kalshiYesPrice = line.at("/meta/sent/params/use_yes_price").asBoolean(kalshiYesPrice);
            return null;
        }
        if (line.has("frame")) {
            return kalshi(line.get("frame"), kalshiTime(line));
        }
        if (line.hasNonNull("payloadUtf8")) {
            String direction = line.path("direction").asText("recv");
            String payload = line.get("payloadUtf8").asText();
            boolean json = payload.startsWith("{") || payload.startsWith("[");
            return direction.equals("recv") && json ? polymarket(parse(payload), payload, polymarketTime(line)) : null;
        }
        return line.has("type") && line.has("msg") ? kalshi(line, kalshiTime(line)) : polymarket(line, text, -1);
    }

    private CaptureFrame recorded(JsonNode line) {
        String kind = line.get("kind").asText();
        if (kind.equals("header")) {
            recorded = line.get("venue").asText().equals("kalshi") ? Venue.KALSHI : Venue.POLYMARKET;
            kalshiYesPrice = line.path("yesPrices").asBoolean();
            return null;
        }
        boolean firstCopy = line.path("line").asInt() % 2 == 0;
        String payload = line.path("text").asText().strip();
        if (!kind.equals("frame") || !firstCopy || !payload.startsWith("{") && !payload.startsWith("[")) {
            return null;
        }
        long atNs = line.get("receivedNs").asLong();
        return recorded == Venue.KALSHI
                ? kalshi(parse(payload), atNs)
                : polymarket(parse(payload), line.get("text").asText(), atNs);
    }

    private CaptureFrame kalshi(JsonNode frame, long atNs) {
        String type = frame.path("type").asText();
        if (!(frame.get("msg") instanceof ObjectNode msg) || !msg.has("market_ticker")) {
            return null;
        }
        boolean book = type.equals("orderbook_snapshot") || type.equals("orderbook_delta");
        if (!book && !type.equals("ticker") && !type.equals("trade")) {
            return null;
        }
        if (book && kalshiYesPrice) {
            ObjectNode ownPrices = ((ObjectNode) frame).deepCopy();
            ownPrices.set("msg", NoPrices.flipped(msg));
            return new CaptureFrame(advance(atNs), Venue.KALSHI, ownPrices.toString(), ownPrices);
        }
        return new CaptureFrame(advance(atNs), Venue.KALSHI, frame.toString(), frame);
    }

    private CaptureFrame polymarket(JsonNode payload, String text, long atNs) {
        return new CaptureFrame(advance(atNs), Venue.POLYMARKET, text, payload);
    }

    private static long kalshiTime(JsonNode line) {
        if (line.has("recv_ns")) {
            return line.get("recv_ns").asLong();
        } else if (line.has("recv_ms")) {
            return line.get("recv_ms").asLong() * 1_000_000L;
        }
        return -1;
    }

    private long polymarketTime(JsonNode line) {
        if (line.has("receivedAtMs")) {
            return line.get("receivedAtMs").asLong() * 1_000_000L;
        }
        String text = line.path("receivedAt").asText(line.path("at").asText());
        try {
            Instant at = Instant.parse(text);
            return at.getEpochSecond() * 1_000_000_000L + at.getNano();
        } catch (DateTimeParseException e) {
            throw new UnplayableCapture(
                    "capture " + file + " line " + lineNumber + ": '" + text + "' is not an ISO instant", e);
        }
    }

    private long advance(long atNs) {
        lastNs = atNs < 0 ? Math.max(0, lastNs) + UNTIMED_GAP_NS : Math.max(lastNs, atNs);
        return lastNs;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("capture " + file + " cannot be closed", e);
        }
    }
}
