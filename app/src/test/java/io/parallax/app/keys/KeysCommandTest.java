package io.parallax.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.doctor.StubVenue;
import io.parallax.app.live.Rehearsal;
import io.parallax.app.live.Rehearsal.Said;
import io.parallax.sim.TestCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir
    private Path directory;

    private Rehearsal rehearsal;

    @BeforeEach
    void start() throws IOException {
        rehearsal = new Rehearsal(directory);
    }

    @AfterEach
    void stop() throws IOException {
        rehearsal.close();
    }

    private String file(String name) {
        return directory.resolve("keys").resolve(name).toString();
    }

    @Test
    void shouldTradeWithKeysOfTheKeystore() throws IOException {
        Said imported = rehearsal.run(
                "keys",
                "import",
                "polymarket.privateKey",
                "--from",
                file("polymarket-private-key"),
                "--config",
                "CONFIG");
        assertThat(imported.code()).as(imported.all()).isZero();
        assertThat(imported.out())
                .contains("32 bytes in hex, as a wallet's key")
                .doesNotContain("ac0974be");
        Said pem = rehearsal.run(
                "keys",
                "import",
                "kalshi.pem",
                "--from",
                file("kalshi-private-key.pem"),
                "--keystore",
                file("keystore.json"),
                "--passphrase",
                "file:" + file("passphrase"));
        assertThat(pem.code()).as(pem.all()).isZero();
        assertThat(pem.out()).contains("RSA private key, 2048 bits");
        Said names = rehearsal.run("keys", "list", "--config", "CONFIG");
        assertThat(names.out()).contains("kalshi.pem", "polymarket.privateKey");
        rehearsal.edit(text -> text.replace("file:keys/polymarket-private-key", "keystore:polymarket.privateKey")
                .replace("file:keys/kalshi-private-key.pem", "keystore:kalshi.pem"));
        Said check = rehearsal.run("keys", "check", "--config", "CONFIG");
        assertThat(check.code()).as(check.all()).isZero();
        assertThat(check.out())
                .contains(TestCredentials.POLYMARKET_ADDRESS, "the key's own address", "RSA private key, 2048 bits")
                .doesNotContain(TestCredentials.KALSHI_KEY_ID)
                .doesNotContain(TestCredentials.POLYMARKET_API_KEY);
    }

    @Test
    void shouldSayWhichKeyDoesNotFit() throws IOException {
        rehearsal.edit(text -> text.replace(TestCredentials.POLYMARKET_ADDRESS, "0x" + "11".repeat(20)));
        Said check = rehearsal.run("keys", "check", "--config", "CONFIG");
        assertThat(check.code()).isEqualTo(13);
        assertThat(check.err())
                .contains("polymarket.privateKey", "polymarket.funder")
                .hasLineCount(1);
    }

    @Test
    void shouldRefuseWrongPassphraseAndLooseFileInOneLine() throws IOException {
        rehearsal.run("keys", "import", "a", "--from", file("polymarket-private-key"), "--config", "CONFIG");
        rehearsal.key("passphrase", "another long passphrase");
        Said wrong = rehearsal.run("keys", "list", "--config", "CONFIG");
        assertThat(wrong.code()).isEqualTo(13);
        assertThat(wrong.err()).contains("passphrase is wrong").hasLineCount(1);
        Files.setPosixFilePermissions(
                directory.resolve("keys/kalshi-key-id"), PosixFilePermissions.fromString("rw-rw----"));
        Said loose = rehearsal.run("keys", "import", "b", "--from", file("kalshi-key-id"), "--config", "CONFIG");
        assertThat(loose.code()).isEqualTo(13);
        assertThat(loose.err()).contains("0660", "chmod 600").hasLineCount(1);
    }

    @Test
    void shouldDeriveCredentialsIntoTheKeystoreWithoutShowingThem() throws IOException {
        try (StubVenue venue = new StubVenue()) {
            rehearsal.edit(text -> text.replace(
                    "rest: http://127.0.0.1:" + rehearsal.polymarket().port() + "\n",
                    "rest: " + venue.address() + "\n"));
            venue.answer("GET /auth/derive-api-key", 404, "{\"error\":\"not found\"}");
            venue.answer(
                    "POST /auth/api-key",
                    200,
                    "{\"apiKey\":\"planted-api-key\",\"secret\":\"cGxhbnRlZA==\",\"passphrase\":\"planted-words\"}");
            Said derived = rehearsal.run("keys", "derive", "--config", "CONFIG");
            assertThat(derived.code()).as(derived.all()).isZero();
            assertThat(derived.all()).doesNotContain("planted").doesNotContain("cGxhbnRlZA");
            assertThat(venue.requests()).containsExactly("GET /auth/derive-api-key", "POST /auth/api-key");
            rehearsal.edit(text -> text.replace("file:keys/polymarket-api-key", "keystore:polymarket.apiKey")
                    .replace("file:keys/polymarket-api-secret", "keystore:polymarket.apiSecret")
                    .replace("file:keys/polymarket-api-passphrase", "keystore:polymarket.apiPassphrase"));
            assertThat(rehearsal.run("keys", "check", "--config", "CONFIG").code())
                    .isZero();
            venue.answer("GET /auth/derive-api-key", 401, "{\"error\":\"Invalid L1 Request headers\"}");
            Said refused = rehearsal.run("keys", "derive", "--config", "CONFIG");
            assertThat(refused.code()).isEqualTo(14);
            assertThat(refused.err()).contains("Invalid L1 Request headers").hasLineCount(1);
            venue.page("GET /auth/derive-api-key", 403);
            assertThat(rehearsal.run("keys", "derive", "--config", "CONFIG").code())
                    .isEqualTo(19);
        }
    }
}
