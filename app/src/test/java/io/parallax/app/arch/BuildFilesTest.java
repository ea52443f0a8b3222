package io.parallax.app.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("parallax.root"));

    @Test
    void shouldForkTestsWithTheFlagsOfTheLauncher() throws IOException {
        String flags = String.join(" ", Files.readAllLines(ROOT.resolve("config/jvm.flags")));
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(pom).contains("<jvm.flags>" + flags + "</jvm.flags>");
    }

    @Test
    void shouldCarryNoTelemetryLibrary() {
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(System.getProperty("chronicle.analytics.disable")).isEqualTo("true");
    }
}
