package io.parallax.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("parallax.root"), "parallax");

    @Test
    void shouldSayThatJavaIsNotThere() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "--version");
        builder.environment().put("PARALLAX_JAVA", "no-such-java");
        Process launcher = builder.start();
        String err = new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(69);
        assertThat(err).isEqualTo("parallax: PARALLAX_JAVA=no-such-java: there is no such program\n");
    }
}
