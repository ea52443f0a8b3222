package io.parallax.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PairsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(Object... args) {
        CommandLine line = Main.commandLine(Map.of());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        return line.execute(words);
    }

    /** The shipped examples with dates that a clock of any day agrees with. */
    @BeforeEach
    void copyExamples() throws IOException {
        for (String name : new String[] {"same", "inverted", "implied", "complete-set", "basket"}) {
            try (InputStream in = PairsCommandTest.class.getResourceAsStream("/pairs/examples/" + name + ".yaml")) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Files.writeString(
                        directory.resolve(name + ".yaml"),
                        text.replace("reviewed: 2026-11-01", "reviewed: 2025-11-01")
                                .replace("expires: 2027", "expires: 2127"));
            }
        }
    }

    @Test
    void shouldFindNoFaultInTheExamples() {
        assertThat(run("pairs", "check", directory)).as(out + "\n" + err).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("5 pairs can be loaded, 0 faults refuse their file, 0 keep their pair closed");
    }

    @Test
    void shouldNameEveryFaultWithLineAndRemedy() throws IOException {
        Path broken = directory.resolve("broken.yaml");
        String text = Files.readString(directory.resolve("same.yaml"))
                .replace("name: rain-capital ", "name: other ")
                .replace("relation: same", "relation: alike")
                .replace("maxContracts: 100 ", "maxContracts: -3 ");
        Files.writeString(broken, text);
        assertThat(run("pairs", "check", broken)).isEqualTo(ExitCode.USAGE.code());
        assertThat(out.toString())
                .contains(broken + ":5: pairs[0].relation=alike: must be one of same, inverted, implied")
                .contains(": pairs[0].maxContracts=-3: must be from 0.000001 to 100000000")
                .contains("0 pairs can be loaded, 2 faults refuse their file");
    }

    @Test
    void shouldNameFaultsAsJson() throws IOException {
        Path silent = directory.resolve("silent.yaml");
        Files.writeString(
                silent, Files.readString(directory.resolve("same.yaml")).replaceFirst("    outcomes:.*\n.*\n.*\n", ""));
        assertThat(run("pairs", "check", silent, "-o", "json")).isEqualTo(ExitCode.USAGE.code());
        JsonNode fault = JSON.readTree(out.toString()).path("faults").path(0);
        assertThat(fault.path("file").asText()).isEqualTo(silent.toString());
        assertThat(fault.path("line").asInt()).isEqualTo(3);
        assertThat(fault.path("thing").asText()).isEqualTo("pairs[0].outcomes.void");
        assertThat(fault.path("remedy").asText()).contains("say how each treats void");
        assertThat(fault.path("effect").asText()).isEqualTo("pair closed");
    }

    @Test
    void shouldListPairs() {
        assertThat(run("pairs", "list", directory)).isZero();
        assertThat(out.toString())
                .contains("cup-winner", "complete-set", "rain-capital", "2127-03-01T00:00:00Z")
                .endsWith("5 pairs\n");
    }

    @Test
    void shouldShowWhatTheFileSays() throws IOException {
        assertThat(run("pairs", "show", "minister-stays", "--pairs", directory, "-o", "json"))
                .isZero();
        JsonNode pair = JSON.readTree(out.toString());
        assertThat(pair.path("relation").asText()).isEqualTo("inverted");
        assertThat(pair.path("verdict").asText()).isEqualTo("inverted");
        assertThat(pair.path("void").asText()).isEqualTo("together");
        assertThat(pair.path("voidPayouts").path("kalshi").asText()).isEqualTo("last-price");
        assertThat(pair.path("legs").path(1).path("market").asText()).isEqualTo("KXMINISTER-26-STAY");
    }

    @Test
    void shouldExplainWhatAPairPays() {
        assertThat(run("pairs", "explain", "minister-stays", "--pairs", directory))
                .isZero();
        assertThat(out.toString())
                .contains("of all legs together; YES then pays 0.5 at polymarket, last-price at kalshi")
                .containsPattern("settled +1 +0\n")
                .containsPattern("void +0\\.5 +1\n")
                .containsPattern("YES 0x[0-9a-f]{12}… \\+ YES KXMINISTER-26-STAY +worst 0\\.5 +best 1\\.5")
                .contains("must cost less than 0.5 together, fees and the minimum edge included");
    }

    @Test
    void shouldExplainAsJson() throws IOException {
        assertThat(run("pairs", "explain", "cup-winner", "--pairs", directory, "-o", "json"))
                .isZero();
        JsonNode pair = JSON.readTree(out.toString());
        assertThat(pair.path("payoffs").path(0).path("yesPays").toString()).isEqualTo("[\"1\",\"0\",\"0\"]");
        assertThat(pair.path("directions").path(1).path("held").toString()).isEqualTo("[\"NO\",\"NO\",\"NO\"]");
        assertThat(pair.path("directions").path(1).path("worst").asText()).isEqualTo("1");
    }

    @Test
    void shouldSayWhichPairsThereAre() {
        assertThat(run("pairs", "show", "nobody", "--pairs", directory)).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(err.toString()).contains("nobody: there is no such pair in").contains("rain-capital");
        assertThat(run("pairs", "check", directory.resolve("no.yaml"))).isEqualTo(ExitCode.NOT_FOUND.code());
    }
}
