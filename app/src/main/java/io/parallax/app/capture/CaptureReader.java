package io.parallax.app.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a recording from its beginning, one line in memory at a time. Three forms: our own ({@link CaptureFormat}), lines
 * of other recorders ({@link OtherLines}), and a {@code .json} file whose whole text is one frame.
 */
public final class CaptureReader {
    /** The most bytes of a file that is one frame. */
    private static final long MAX_SINGLE_FRAME_BYTES = 64L << 20;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final CaptureVisitor visitor;
    private OwnLines own;
    private OtherLines other;
    private long linesRead;

    private CaptureReader(Path file, CaptureVisitor visitor) {
        this.file = file;
        this.visitor = visitor;
    }

    /**
     * Reads to the end, or as far as the visitor wants.
     *
     * @throws CaptureException when the file is no recording, or is damaged before its end
     * @throws NoSuchFileException when there is no such file
     * @throws IOException when it cannot be read
     */
    public static CaptureEnding read(Path file, CaptureVisitor visitor) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        CaptureReader reader = new CaptureReader(file, visitor);
        return file.toString().endsWith(".json") ? reader.single() : reader.lines();
    }

    private CaptureEnding single() throws IOException {
        if (Files.size(file) > MAX_SINGLE_FRAME_BYTES) {
            throw new CaptureException(
                    file + ": " + Files.size(file) + " bytes are no single frame; a recording of many ends in .jsonl",
                    null);
        }
        boolean more = visitor.onFrame(new CaptureFrame(1, 1, 0, 0, 1, Files.readAllBytes(file)));
        return new CaptureEnding(more ? CaptureEnding.Kind.UNMARKED : CaptureEnding.Kind.STOPPED, 1, 1, 0);
    }

    private CaptureEnding lines() throws IOException {
        try (FileLines lines = new FileLines(file)) {
            byte[] line = next(lines);
            while (line != null) {
                linesRead = lines.number();
                if (!line(line, lines.isUnended())) {
                    break;
                }
                line = own != null && own.isEnded() ? null : next(lines);
            }
            return ending(line == null);
        }
    }

    /** The next line, or null after the last; the end of what was written counts as one where the form tells. */
    private byte[] next(FileLines lines) throws IOException {
        try {
            return lines.next();
        } catch (CaptureException e) {
            throw e;
        } catch (IOException e) {
            if (own != null) {
                return null; // a gzip stream that stops in the middle
            }
            throw new CaptureException(
                    file + ": cannot be read after line " + lines.number() + ": " + e.getMessage() + "; is it whole?",
                    e);
        }
    }

    /** @return false to read no further */
    private boolean line(byte[] line, boolean unended) throws IOException {
        if (isBlank(line)) {
            return true;
        }
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            if (own != null && unended) {
                linesRead--;
                return false; // the line that was being written
            }
            throw wrong("not JSON (" + e.getOriginalMessage() + ")", e);
        }
        try {
            if (own == null && other == null) {
                begin(json);
            }
            return own != null ? own.line(json, linesRead) : other.line(json, line, linesRead);
        } catch (NotALine e) {
            throw wrong(e.getMessage(), e);
        }
    }

    private void begin(JsonNode first) {
        if (OwnLines.isHeader(first)) {
            own = new OwnLines(visitor);
        } else {
            other = new OtherLines(visitor);
        }
    }

    private CaptureException wrong(String what, Exception cause) {
        return new CaptureException(
                file + ":" + linesRead + ": no line of a recording: " + what
                        + "; leave it out, or record anew with './parallax record'",
                cause);
    }

    private CaptureEnding ending(boolean atEnd) {
        if (own == null) {
            CaptureEnding.Kind kind = atEnd ? CaptureEnding.Kind.UNMARKED : CaptureEnding.Kind.STOPPED;
            return new CaptureEnding(kind, linesRead, other == null ? 0 : other.frames(), 0);
        }
        CaptureEnding.Kind kind = own.isEnded()
                ? CaptureEnding.Kind.WHOLE
                : own.isStopped() ? CaptureEnding.Kind.STOPPED : CaptureEnding.Kind.CUT;
        return new CaptureEnding(kind, linesRead, own.frames(), own.lost());
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }
}
