package io.parallax.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.live.Rehearsal.Said;
import io.parallax.sim.TestCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants secrets that are known, lets every command speak and sessions run, with all logs on, and looks for them in every byte that
 * left the process: streams, logs, journals, control files. In the clear, in hex, and in base64 at each of its three alignments.
 */
class PlantedSecretsTest {
    @TempDir
    private Path directory;

    private static Map<String, String> planted() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("wallet key", TestCredentials.POLYMARKET_PRIVATE_KEY.substring(2));
        secrets.put("API key", TestCredentials.POLYMARKET_API_KEY);
        secrets.put("API secret", TestCredentials.POLYMARKET_API_SECRET.replace("=", ""));
        secrets.put("API secret, decoded", "simulator-test-only-secret-01234");
        secrets.put("passphrase of the API", TestCredentials.POLYMARKET_API_PASSPHRASE);
        secrets.put("Kalshi key id", TestCredentials.KALSHI_KEY_ID);
        secrets.put(
                "Kalshi private key",
                TestCredentials.kalshiPrivateKeyPem()
                        .lines()
                        .skip(2)
                        .findFirst()
                        .orElseThrow());
        secrets.put("passphrase of the keystore", "planted-keystore-passphrase");
        return secrets;
    }

    /** Every spelling that would give the secret away. */
    private static Map<String, String> spellings() {
        Map<String, String> spellings = new LinkedHashMap<>();
        planted().forEach((name, secret) -> {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            put(spellings, name, bytes, secret);
            if (secret.matches("[0-9a-f]{64}")) {
                put(spellings, name + ", raw", HexFormat.of().parseHex(secret), secret.toUpperCase(Locale.ROOT));
            }
        });
        return spellings;
    }

    private static void put(Map<String, String> spellings, String name, byte[] bytes, String clear) {
        spellings.put(name, clear);
        spellings.put(name + ", bytes", new String(bytes, StandardCharsets.ISO_8859_1));
        spellings.put(name + ", hex", HexFormat.of().formatHex(bytes));
        spellings.put(name + ", HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String text = encoder.withoutPadding().encodeToString(shifted);
                spellings.put(
                        name + ", base64 " + shift + encoder.equals(Base64.getUrlEncoder()),
                        text.substring(shift == 0 ? 0 : 4, text.length() - 2));
            }
        }
    }

    private static List<String> found(String where, String text) {
        List<String> found = new ArrayList<>();
        spellings().forEach((name, spelling) -> {
            if (text.contains(spelling)) {
                found.add(name + " in " + where);
            }
        });
        return found;
    }

    @Test
    void shouldSeeWhatItLooksFor() {
        assertThat(found("a stream", "x" + TestCredentials.POLYMARKET_API_PASSPHRASE))
                .isNotEmpty();
        for (int shift = 0; shift < 3; shift++) {
            byte[] bytes = ("abc".substring(0, shift) + TestCredentials.POLYMARKET_API_KEY + "tail")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(found("base64", Base64.getEncoder().encodeToString(bytes)))
                    .as("shift " + shift)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldLeaveNoSecretInAnyOutput() throws IOException, InterruptedException {
        List<String> leaks = new ArrayList<>();
        try (Rehearsal rehearsal = new Rehearsal(directory)) {
            rehearsal.key("passphrase", "planted-keystore-passphrase");
            String config = rehearsal.config().toString();
            String[][] commands = {
                {
                    "keys",
                    "import",
                    "polymarket.privateKey",
                    "--from",
                    directory + "/keys/polymarket-private-key",
                    "--config",
                    config
                },
                {"keys", "list", "--config", config, "-o", "json"},
                {"keys", "check", "--config", config},
                {"keys", "check", "--config", config, "-o", "json"},
                {"keys", "derive", "--config", config},
                {"doctor", "--config", config},
                {"doctor", "--config", config, "-o", "json"},
                {"run", "--config", config, "--plan"},
                {"run", "--config", config},
                {"run", "--config", config, "--mode", "shadow", "--seconds", "5", "-o", "json"},
                {"run", "--config", config, "--mode", "paper", "--seconds", "3"},
                {"reconcile", "--config", config, "-o", "json"},
                {"status", "--sessions", directory + "/sessions", "-o", "json"},
                {
                    "record",
                    "--venue",
                    "polymarket",
                    "--config",
                    config,
                    "--out",
                    directory + "/pm.jsonl",
                    "--seconds",
                    "2"
                },
                {
                    "record",
                    "--venue",
                    "kalshi",
                    "--config",
                    config,
                    "--out",
                    directory + "/kalshi.jsonl",
                    "--seconds",
                    "2"
                },
            };
            for (String[] command : commands) {
                Said said = asProcess(command);
                leaks.addAll(found(String.join(" ", command), said.all()));
            }
            assertThat(Files.list(directory.resolve("sessions")).count()).isGreaterThan(1);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean isKey = file.startsWith(directory.resolve("keys")) && !file.endsWith("keystore.json");
                if (!isKey) {
                    leaks.addAll(found(
                            directory.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
                }
            }
        }
        assertThat(new TreeSet<>(leaks)).isEmpty();
    }

    /** With everything that can be logged. */
    private Said asProcess(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("../config/jvm.flags").toAbsolutePath().normalize(),
                "-Xmx160m",
                "-Dparallax.log=DEBUG",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parallax.app.cli.Main"));
        command.addAll(List.of(args));
        Path out = directory.resolve("stdout");
        Path err = directory.resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("PARALLAX_DEBUG", "1");
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** What the tests before this one printed, as far as it is on disk. */
    @Test
    void shouldLeaveNoSecretInReportsOfOtherTests() throws IOException {
        Path reports = Path.of("target/surefire-reports");
        Assumptions.assumeTrue(Files.isDirectory(reports), "no reports of other tests yet");
        List<String> leaks = new ArrayList<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                leaks.addAll(found(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
            }
        }
        assertThat(leaks).isEmpty();
    }
}
