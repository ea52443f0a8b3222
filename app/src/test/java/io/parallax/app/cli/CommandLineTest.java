package io.parallax.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Main.commandLine(Map.of());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --seconds nine | 'nine' is not an int",
                "demo --seconds 0 | --seconds=0: must be from 1 to",
                "demo --layout round | 'round' is neither pinned nor compact",
                "demo -o xml | 'xml' is neither text nor json",
                "replay --nope | Unknown option: '--nope'",
                "sim --kalshi-port 70000 | --kalshi-port=70000: must be from 0 to 65535",
                "dmeo | dmeo",
            })
    void shouldRefuseWrongOptionsInOneLine(String command, String words) {
        int code = run(command.split(" "));
        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("parallax: ").contains(words).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldAskForCommand() {
        assertThat(run()).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("a command is needed");
    }

    @Test
    void shouldTellVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("parallax 0.");
    }

    @Test
    void shouldSayThatThereIsNoSession(@TempDir Path empty) {
        assertThat(run("replay", "latest", "--sessions", empty.toString())).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(err.toString()).contains("run ./parallax demo first");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void shouldSayThatCaptureIsMissing(@TempDir Path empty) {
        assertThat(run("demo", "--capture", empty.resolve("none.jsonl").toString()))
                .isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("none.jsonl");
    }

    @Test
    void shouldReportEveryProblemOfConfiguration(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mine.yaml");
        Files.writeString(file, "mode: sim\nruntime:\n  ringSize: 3\n");
        assertThat(run("demo", "--config", file.toString())).isEqualTo(ExitCode.CONFIG.code());
        assertThat(err.toString().lines())
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.startsWith("parallax: mine.yaml:"));
    }

    @Test
    void shouldTellErrorAsJsonToo(@TempDir Path empty) throws IOException {
        assertThat(run("replay", "-o", "json", "--sessions", empty.toString())).isEqualTo(ExitCode.NOT_FOUND.code());
        JsonNode error = new ObjectMapper().readTree(out.toString()).get("error");
        assertThat(error.get("code").asInt()).isEqualTo(4);
        assertThat(error.get("name").asText()).isEqualTo("NOT_FOUND");
        assertThat(err.toString().strip())
                .isEqualTo("parallax: " + error.get("message").asText());
    }

    @Test
    void shouldTellWrongOptionAsJsonToo() throws IOException {
        assertThat(run("demo", "--seconds", "0", "--output=json")).isEqualTo(ExitCode.USAGE.code());
        assertThat(new ObjectMapper().readTree(out.toString()).at("/error/name").asText())
                .isEqualTo("USAGE");
    }

    @Test
    void shouldSayThatSessionsCannotBeKept(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("taken"), "");
        assertThat(run("demo", "--sessions", file.toString())).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(err.toString()).contains("taken", "--sessions");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void shouldSayThatDirectoryIsNoSession(@TempDir Path empty) {
        assertThat(run("replay", empty.toString())).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "demo, plain.jsonl.gz", "sim, plain.jsonl.gz", "demo, cut.jsonl.gz", "sim, cut.jsonl.gz",
        "demo, text.jsonl", "sim, text.jsonl", "demo, other.jsonl", "sim, other.jsonl"
    })
    void shouldNameUnusableRecording(String command, String name, @TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("plain.jsonl.gz"), "{}");
        Files.writeString(directory.resolve("text.jsonl"), "not json");
        Files.writeString(directory.resolve("other.jsonl"), "{\"type\":\"orderbook_snapshot\",\"msg\":7}");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(whole)) {
            zip.write("{\"meta\":{}}\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(directory.resolve("cut.jsonl.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() - 12));
        assertThat(run(command, "--capture", directory.resolve(name).toString()))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(name);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseOnePortForBothVenues() {
        assertThat(run("sim", "--kalshi-port", "4711", "--polymarket-port", "4711"))
                .isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void shouldNamePortThatIsNotFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("sim", "--polymarket-port", port)).isEqualTo(ExitCode.NOT_FOUND.code());
            assertThat(err.toString()).contains("--polymarket-port=" + port).doesNotContain("kalshi");
        }
    }

    @Test
    void shouldKeepExitCodesDistinct() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).doesNotHaveDuplicates();
    }
}
