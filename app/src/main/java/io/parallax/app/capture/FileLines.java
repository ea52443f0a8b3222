package io.parallax.app.capture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The lines of a file as bytes, unpacked where it is gzipped; one line in memory at a time. */
final class FileLines implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_LINE_BYTES = 64 << 20;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER_BYTES);
    private int position;
    private int limit;
    private long number;
    private boolean ended;

    FileLines(Path file) throws IOException {
        this.file = file;
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
        } catch (IOException e) {
            raw.close();
            throw new CaptureException(file + ": ends in .gz and is not gzipped: " + e.getMessage() + "; rename it", e);
        }
    }

    /**
     * @return the next line without its end, null after the last
     * @throws IOException when the file cannot be read on, a cut gzip stream among others; {@link #number} counts the
     *     whole lines before
     */
    byte[] next() throws IOException {
        line.reset();
        while (true) {
            if (position == limit) {
                limit = in.read(buffer, 0, buffer.length);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    ended = true;
                    return line.size() == 0 ? null : counted();
                }
            }
            int from = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, from, position - from);
            if (line.size() > MAX_LINE_BYTES) {
                throw new CaptureException(
                        file + ":" + (number + 1) + ": a line of more than " + (MAX_LINE_BYTES >> 20)
                                + " MiB; is this a recording?",
                        null);
            }
            if (position < limit) {
                position++;
                return counted();
            }
        }
    }

    private byte[] counted() {
        number++;
        return line.toByteArray();
    }

    /** Lines told so far. */
    long number() {
        return number;
    }

    /** Whether the line just told was ended by the end of the file and not by a line feed. */
    boolean isUnended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
