package io.parallax.config.pair;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The pair files that ship as examples. */
final class Examples {
    static final List<String> NAMES = List.of("same", "inverted", "implied", "complete-set", "basket");
    static final long NOW_NS = Instant.parse("2026-11-21T12:00:00Z").getEpochSecond() * 1_000_000_000L;

    private Examples() {}

    static String text(String name) {
        try (InputStream in = Examples.class.getResourceAsStream("/pairs/examples/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PairSettings pair(String name) {
        PairFiles.Answer answer = PairFiles.parse(name + ".yaml", text(name), NOW_NS);
        if (!answer.problems().isEmpty()) {
            throw new AssertionError(answer.problems());
        }
        return answer.pairs().get(0).pair();
    }
}
