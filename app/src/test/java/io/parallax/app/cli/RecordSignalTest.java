package io.parallax.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.capture.CaptureEnding;
import io.parallax.app.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that is told to stop, in a process of its own. */
class RecordSignalTest {
    private static final int TERMINATED = 143;
    private static final long GUARD_SECONDS = 90;

    @Test
    void shouldEndTheFileInOrderWhenTerminated(@TempDir Path directory) throws IOException, InterruptedException {
        Path flags = Path.of(System.getProperty("parallax.root"), "config", "jvm.flags");
        Assumptions.assumeTrue(Files.exists(flags), "no config/jvm.flags: run from the build");
        Path file = directory.resolve("k.jsonl");
        Path printed = directory.resolve("printed");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + flags,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "record",
                        "--venue",
                        "kalshi",
                        "--out",
                        file.toString()))
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(GUARD_SECONDS);
            while (System.nanoTime() < untilNanos && !hasFrames(file)) {
                Thread.sleep(100);
            }
            process.destroy();
            assertThat(process.waitFor(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
        } finally {
            process.destroyForcibly();
        }
        CaptureEnding ending = CaptureReader.read(file, frame -> true);
        assertThat(ending.kind()).isEqualTo(CaptureEnding.Kind.WHOLE);
        assertThat(ending.frames()).isPositive();
        assertThat(Files.readString(printed)).contains(file.toString(), "0 lost");
    }

    private static boolean hasFrames(Path file) throws IOException {
        return Files.exists(file) && Files.readString(file).contains("\"kind\":\"frame\"");
    }
}
