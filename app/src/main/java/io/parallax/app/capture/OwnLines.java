package io.parallax.app.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Lines of {@link CaptureFormat}, in their order. What a line must have and has not is a {@link NotALine}. */
final class OwnLines {
    private final CaptureVisitor visitor;
    private boolean begun;
    private boolean ended;
    private boolean stopped;
    private long frames;
    private long lost;
    private int instruments;

    OwnLines(CaptureVisitor visitor) {
        this.visitor = visitor;
    }

    static boolean isHeader(JsonNode line) {
        return CaptureFormat.HEADER.equals(line.path(CaptureFormat.KIND).asText())
                && CaptureFormat.NAME.equals(line.path("format").asText());
    }

    /** @return false to read no further */
    boolean line(JsonNode line, long fileLine) {
        String kind = text(line, CaptureFormat.KIND);
        if (!begun) {
            header(line);
            return true;
        }
        switch (kind) {
            case CaptureFormat.INSTRUMENT -> visitor.onInstrument(instrument(line));
            case CaptureFormat.CONNECTED ->
                visitor.onConnected(whole(line, "receivedNs"), number(line, "line"), number(line, "epoch"));
            case CaptureFormat.DISCONNECTED ->
                visitor.onDisconnected(whole(line, "receivedNs"), number(line, "line"), number(line, "epoch"));
            case CaptureFormat.FRAME -> {
                frames++;
                stopped = !visitor.onFrame(new CaptureFrame(
                        frames,
                        fileLine,
                        whole(line, "receivedNs"),
                        number(line, "line"),
                        number(line, "epoch"),
                        bytes(line)));
            }
            case CaptureFormat.LOST -> {
                long count = whole(line, "frames");
                lost += count;
                visitor.onLost(whole(line, "receivedNs"), number(line, "line"), count);
            }
            case CaptureFormat.END -> end(line);
            default -> {
                // Of a later version of the same format; what it adds is not needed to read the rest.
            }
        }
        return !stopped;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isStopped() {
        return stopped;
    }

    long frames() {
        return frames;
    }

    long lost() {
        return lost;
    }

    private void header(JsonNode line) {
        begun = true;
        int version = number(line, "version");
        if (version > CaptureFormat.VERSION) {
            throw new NotALine(
                    "version " + version + " of the format, this program reads up to " + CaptureFormat.VERSION
                            + ": read it with the program that wrote it, or a newer one",
                    null);
        }
        String name = text(line, "venue");
        Venue venue =
                switch (name) {
                    case "polymarket" -> Venue.POLYMARKET;
                    case "kalshi" -> Venue.KALSHI;
                    default ->
                        throw new NotALine(
                                "venue '" + name.toLowerCase(Locale.ROOT) + "' is neither polymarket nor kalshi", null);
                };
        boolean yesPrices = line.path("yesPrices").asBoolean(false);
        visitor.onHeader(new CaptureHeader(venue, whole(line, "createdNs"), text(line, "build"), yesPrices));
        if (venue == Venue.KALSHI) {
            visitor.onYesPrices(yesPrices);
        }
    }

    private CaptureInstrument instrument(JsonNode line) {
        int id = number(line, "id");
        if (id != instruments) {
            throw new NotALine("instrument " + id + " where " + instruments + " was due", null);
        }
        instruments++;
        List<CaptureInstrument.Band> bands = new ArrayList<>();
        for (JsonNode band : line.path("bands")) {
            bands.add(new CaptureInstrument.Band(micros(band.path(0)), micros(band.path(1)), micros(band.path(2))));
        }
        return new CaptureInstrument(
                id,
                text(line, "symbol"),
                line.path("title").asText(),
                line.path("yesToken").asText(),
                line.path("noToken").asText(),
                bands,
                line.has("minQty") ? micros(line.get("minQty")) : 0,
                line.has("negRisk") ? line.get("negRisk").asBoolean() : null);
    }

    private static byte[] bytes(JsonNode line) {
        if (line.has("base64")) {
            try {
                return Base64.getDecoder().decode(text(line, "base64"));
            } catch (IllegalArgumentException e) {
                throw new NotALine("field 'base64' is none: " + e.getMessage(), e);
            }
        }
        return text(line, "text").getBytes(StandardCharsets.UTF_8);
    }

    private void end(JsonNode line) {
        long toldFrames = whole(line, "frames");
        long toldLost = whole(line, "lost");
        if (toldFrames != frames || toldLost != lost) {
            throw new NotALine(
                    "the end tells " + toldFrames + " frames and " + toldLost + " lost ones, the file holds " + frames
                            + " and " + lost + ": lines were taken away or added",
                    null);
        }
        ended = true;
    }

    private static long micros(JsonNode amount) {
        try {
            return Micros.parse(amount.asText());
        } catch (IllegalArgumentException e) {
            throw new NotALine(e.getMessage(), e);
        }
    }

    private static String text(JsonNode line, String field) {
        JsonNode value = line.get(field);
        if (value == null || !value.isTextual()) {
            throw new NotALine("field '" + field + "' is not there, or no text", null);
        }
        return value.asText();
    }

    private static long whole(JsonNode line, String field) {
        JsonNode value = line.get(field);
        if (value == null || !value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new NotALine("field '" + field + "' is not there, or no whole number", null);
        }
        return value.asLong();
    }

    private static int number(JsonNode line, String field) {
        long value = whole(line, field);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new NotALine("field '" + field + "' is " + value, null);
        }
        return (int) value;
    }
}
