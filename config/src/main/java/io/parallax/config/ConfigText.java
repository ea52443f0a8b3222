package io.parallax.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a file that a person writes. */
public final class ConfigText {
    private ConfigText() {}

    /**
     * The whole text; empty, with a violation at its line, where the file is not UTF-8.
     *
     * @throws IOException when the file cannot be read
     */
    public static Optional<String> read(Path file, Violations violations) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining()); // no byte becomes more than one char
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            violations.add(line, "holds bytes that are no text; save the file as UTF-8, see " + violations.example());
            return Optional.empty();
        }
        return Optional.of(text.toString());
    }
}
