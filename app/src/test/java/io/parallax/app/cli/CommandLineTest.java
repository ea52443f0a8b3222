package io.parallax.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.config.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
                "record --venue nyse --out x.jsonl | 'nyse' is neither polymarket nor kalshi",
                "record --venue kalshi | Missing required option: '--out=FILE'",
                "record --venue kalshi --out x.jsonl --sim --config c.yaml | mutually exclusive",
                "record --venue kalshi --out x.jsonl --seconds -1 | --seconds=-1: must be from 0 to",
                "book --venue kalshi | Missing required option: '--capture=FILE'",
                "book --venue kalshi --capture x.jsonl --at -1 | --at=-1: must not be negative",
                "book --venue kalshi --capture x.jsonl --yes-price maybe | 'maybe' is not a boolean",
                "pairs | a command is needed: check, list, show or explain",
                "pairs check | Missing required parameter: 'FILE'",
                "pairs show | Missing required parameter: 'NAME'",
                "opps | say what: list, tail or explain",
                "opps list --reason NOPE | --reason=NOPE: must be one of FIRED, ",
                "opps list --reason NULL_VAL | --reason=NULL_VAL: must be one of FIRED, ",
                "opps tail -n -1 | -n=-1: must not be negative",
                "opps tail -n x | 'x' is not an int",
                "opps explain | Missing required parameter: 'ID'",
                "opps explain x | 'x' is not a long",
                "fee --venue kalshi --settle 1 | --settle=1: give what is held, --qty of YES or --no-qty of NO",
                "fee --venue kalshi --series KX --fill 2x1 | --fill=2x1: price=2: must be from 0 to 1",
                "fee --venue polymarket --onchain-bps 9 --qty 0 --amount 5 | --qty=0: must be from ",
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
    @CsvSource(
            delimiter = '|',
            value = {
                "opps list --session DIR | has no queue/: not a session directory",
                "opps tail --session DIR | has no queue/: not a session directory",
                "opps tail --follow --session DIR | has no queue/: not a session directory",
                "opps explain 1 --session DIR | has no queue/: not a session directory",
                "opps list --sessions DIR | run ./parallax demo first",
                "opps explain 1 --session gone --sessions DIR | no session 'gone' under",
                "pairs check DIR | holds no file that ends in .yaml, name another",
                "pairs show rain --pairs DIR | holds no file that ends in .yaml, name another",
                "demo --config DIR | is a directory, name a file",
            })
    void shouldSayWhatADirectoryLacks(String command, String words, @TempDir Path empty) {
        assertThat(run(command.replace("DIR", empty.toString()).split(" "))).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("parallax: ").contains(words);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldNotTradeByAFeeTableThatIsNotThere(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mine.yaml");
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/profiles/sim.yaml")) {
            Files.write(file, in.readAllBytes());
        }
        Files.writeString(file, "fees:\n  files: [none.yaml]\n", StandardOpenOption.APPEND);
        assertThat(run("demo", "--config", file.toString(), "--sessions", directory.toString()))
                .isEqualTo(ExitCode.CONFIG.code());
        assertThat(err.toString()).startsWith("parallax: fees.files: ").contains("none.yaml: there is no such file");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void shouldNameTheLineOfASettingsFileThatIsNoText(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("mine.yaml"), new byte[] {'#', '\n', (byte) 0xfe});
        assertThat(run("demo", "--config", file.toString())).isEqualTo(ExitCode.CONFIG.code());
        assertThat(err.toString()).startsWith("parallax: mine.yaml:2: holds bytes that are no text");
        assertThat(err.toString().lines()).hasSize(1);
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

    private static final String SNAPSHOT =
            "{\"frame\":{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"T\","
                    + "\"yes_dollars_fp\":[[\"0.4700\",\"3.00\"],[\"0.4600\",\"1.50\"]],\"no_dollars_fp\":[[\"0.4800\",\"2\"]]}}}\n";

    @Test
    void shouldPrintTheBooksOfARecording(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("k.jsonl"), SNAPSHOT);
        assertThat(run("book", "--venue", "kalshi", "--capture", file.toString(), "-o", "json"))
                .isEqualTo(ExitCode.OK.code());
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.at("/instruments/0").toString())
                .isEqualTo(
                        "{\"instrumentId\":0,\"symbol\":\"T\",\"title\":\"\",\"yesToken\":null,\"noToken\":null,"
                                + "\"health\":\"LIVE\",\"bestBid\":[\"0.47\",\"3\"],\"bestAsk\":[\"0.52\",\"2\"],"
                                + "\"bids\":[[\"0.47\",\"3\"],[\"0.46\",\"1.5\"]],\"asks\":[[\"0.52\",\"2\"]],"
                                + "\"frames\":1,\"events\":1,\"gaps\":0,\"checks\":{\"equal\":0,\"different\":0},\"faults\":{}}");
        assertThat(run("book", "--venue", "kalshi", "--capture", file.toString(), "--at", "0"))
                .isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).contains("T  AWAITING_SNAPSHOT  bid none  ask none");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--venue polymarket --capture k.jsonl | a recording of kalshi, not of polymarket | give --venue kalshi",
                "--venue kalshi --capture k.jsonl --at 2 | --at=2: | holds 1 frames",
                "--venue kalshi --capture broken.jsonl | broken.jsonl:2: no line of a recording | not JSON",
                "--venue kalshi --capture later.jsonl | later.jsonl:1: | version 9"
            })
    void shouldSayWhyARecordingCannotBeUsed(String options, String words, String more, @TempDir Path directory)
            throws IOException {
        Files.writeString(directory.resolve("k.jsonl"), SNAPSHOT);
        Files.writeString(directory.resolve("broken.jsonl"), SNAPSHOT + "{\"frame\":\n" + SNAPSHOT);
        Files.writeString(
                directory.resolve("later.jsonl"),
                "{\"kind\":\"header\",\"format\":\"parallax-capture\",\"version\":9,\"venue\":\"kalshi\"}\n");
        String[] args = ("book " + options).split(" ");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].endsWith(".jsonl") ? directory.resolve(args[i]).toString() : args[i];
        }
        assertThat(run(args)).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("parallax: ").contains(words).contains(more);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayThatARecordingWasCut(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("cut.jsonl"),
                "{\"kind\":\"header\",\"format\":\"parallax-capture\",\"version\":1,\"venue\":\"kalshi\","
                        + "\"createdNs\":1,\"build\":\"b\"}\n{\"kind\":\"instrument\",\"id\":0,\"symbol\":\"T\"}\n{\"ki");
        assertThat(run("book", "--venue", "kalshi", "--capture", file.toString()))
                .isEqualTo(ExitCode.OK.code());
        assertThat(err.toString()).contains("cut.jsonl: cut after line 2");
        assertThat(out.toString()).contains("T  AWAITING_SNAPSHOT");
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
