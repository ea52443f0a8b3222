package io.parallax.app.capture;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.parallax.codecs.units.Micros;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes a recording in our own form, {@link CaptureFormat}. For one thread at a time. */
public final class CaptureWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private long frames;
    private long lost;
    private boolean ended;

    /**
     * Makes the file and writes its header.
     *
     * @param file gzipped when its name ends so
     * @throws IOException when it is there already or cannot be made
     */
    public CaptureWriter(Path file, CaptureHeader header) throws IOException {
        OutputStream raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(
                file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, BUFFER_BYTES, true) : raw, BUFFER_BYTES);
        begin(CaptureFormat.HEADER);
        text("format", CaptureFormat.NAME);
        number("version", CaptureFormat.VERSION);
        text("venue", header.venue().name().toLowerCase(Locale.ROOT));
        number("createdNs", header.createdNs());
        text("build", header.build());
        raw("yesPrices", Boolean.toString(header.yesPrices()));
        endLine();
    }

    public void instrument(CaptureInstrument instrument) throws IOException {
        begin(CaptureFormat.INSTRUMENT);
        number("id", instrument.instrumentId());
        text("symbol", instrument.symbol());
        text("title", instrument.title());
        StringBuilder bands = new StringBuilder("[");
        for (CaptureInstrument.Band band : instrument.bands()) {
            bands.append(bands.length() == 1 ? "[\"" : ",[\"")
                    .append(Micros.format(band.startMicros()))
                    .append("\",\"")
                    .append(Micros.format(band.endMicros()))
                    .append("\",\"")
                    .append(Micros.format(band.stepMicros()))
                    .append("\"]");
        }
        raw("bands", bands.append(']').toString());
        text("minQty", Micros.format(instrument.minQtyMicros()));
        if (!instrument.yesToken().isEmpty()) {
            text("yesToken", instrument.yesToken());
            text("noToken", instrument.noToken());
        }
        if (instrument.negRisk() != null) {
            raw("negRisk", instrument.negRisk().toString());
        }
        endLine();
    }

    public void connected(long receivedNs, int line, int epoch) throws IOException {
        begin(CaptureFormat.CONNECTED);
        where(receivedNs, line, epoch);
        endLine();
    }

    /** @param reason a word for people */
    public void disconnected(long receivedNs, int line, int epoch, String reason) throws IOException {
        begin(CaptureFormat.DISCONNECTED);
        where(receivedNs, line, epoch);
        text("reason", reason);
        endLine();
    }

    /** One message of the venue, whatever its bytes are. */
    public void frame(long receivedNs, int line, int epoch, byte[] bytes, int offset, int length) throws IOException {
        begin(CaptureFormat.FRAME);
        where(receivedNs, line, epoch);
        if (Utf8.isValid(bytes, offset, length)) {
            put(",\"text\":\"");
            escape(bytes, offset, length);
        } else {
            put(",\"base64\":\"");
            byte[] part = new byte[length];
            System.arraycopy(bytes, offset, part, 0, length);
            out.write(Base64.getEncoder().encode(part));
        }
        out.write('"');
        endLine();
        frames++;
    }

    /** Frames of the line that came here and could not be kept. */
    public void lost(long receivedNs, int line, long count) throws IOException {
        begin(CaptureFormat.LOST);
        number("receivedNs", receivedNs);
        number("line", line);
        number("frames", count);
        endLine();
        lost += count;
    }

    /** Writes the end line: the recording is whole. */
    public void end(long endedNs) throws IOException {
        if (!ended) {
            ended = true;
            begin(CaptureFormat.END);
            number("endedNs", endedNs);
            number("frames", frames);
            number("lost", lost);
            endLine();
        }
    }

    /** Hands what was written to the system, so that it outlives this process. */
    public void flush() throws IOException {
        out.flush();
    }

    /** Frames written. */
    public long frames() {
        return frames;
    }

    /** Frames told as lost. */
    public long lostFrames() {
        return lost;
    }

    /** Closes the file; without an end line before, it counts as cut. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    private void begin(String kind) throws IOException {
        put("{\"" + CaptureFormat.KIND + "\":\"" + kind + '"');
    }

    private void where(long receivedNs, int line, int epoch) throws IOException {
        number("receivedNs", receivedNs);
        number("line", line);
        number("epoch", epoch);
    }

    private void number(String name, long value) throws IOException {
        raw(name, Long.toString(value));
    }

    private void text(String name, String value) throws IOException {
        raw(name, '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"');
    }

    private void raw(String name, String json) throws IOException {
        put(",\"" + name + "\":" + json);
    }

    private void put(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void endLine() throws IOException {
        out.write('}');
        out.write('\n');
    }

    private void escape(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            int b = bytes[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                out.write(bytes, from, i - from);
                from = i + 1;
                out.write('\\');
                if (b >= ' ') {
                    out.write(b);
                } else {
                    out.write('u');
                    out.write('0');
                    out.write('0');
                    out.write(HEX[b >> 4]);
                    out.write(HEX[b & 15]);
                }
            }
        }
        out.write(bytes, from, offset + length - from);
    }
}
