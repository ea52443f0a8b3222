package io.parallax.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.app.doctor.StubVenue;
import io.parallax.app.live.Rehearsal.Said;
import io.parallax.sim.TestCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with keys, chain or clock ends in one clear line and a code of its own, before anything is begun. */
class BadInputTest {
    @TempDir
    private Path directory;

    private Rehearsal rehearsal;

    @BeforeEach
    void start() throws IOException {
        rehearsal = new Rehearsal(directory);
    }

    @AfterEach
    void stop() throws IOException {
        assertThat(rehearsal.writes()).isEmpty();
        assertThat(directory.resolve("sessions")).doesNotExist();
        rehearsal.close();
    }

    private void refused(int code, String words) throws IOException {
        Said run = rehearsal.run("run", "--config", "CONFIG", "--mode", "shadow", "--seconds", "1");
        assertThat(run.code()).as(run.all()).isEqualTo(code);
        assertThat(run.err()).hasLineCount(1).startsWith("parallax: ").contains(words);
        assertThat(run.out()).isEmpty();
        Said json = rehearsal.run("run", "--config", "CONFIG", "--mode", "shadow", "--seconds", "1", "-o", "json");
        JsonNode error = new ObjectMapper().readTree(json.out()).get("error");
        assertThat(error.get("code").asInt()).isEqualTo(code);
        assertThat(run.all() + json.all())
                .doesNotContain(TestCredentials.POLYMARKET_PRIVATE_KEY.substring(2))
                .doesNotContain(TestCredentials.POLYMARKET_API_SECRET)
                .doesNotContain(TestCredentials.POLYMARKET_API_KEY)
                .doesNotContain(TestCredentials.KALSHI_KEY_ID);
    }

    private static UnaryOperator<String> replace(String from, String to) {
        return text -> {
            assertThat(text).contains(from);
            return text.replace(from, to);
        };
    }

    private static String anotherKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldRefuseKeyFileThatOthersMayRead() throws IOException {
        Files.setPosixFilePermissions(
                directory.resolve("keys/polymarket-private-key"), PosixFilePermissions.fromString("rw-r--r--"));
        refused(13, "chmod 600");
    }

    @Test
    void shouldRefuseMissingKeyFile() throws IOException {
        Files.delete(directory.resolve("keys/kalshi-private-key.pem"));
        refused(13, "there is no such file");
    }

    @Test
    void shouldRefuseWalletKeyThatIsNotTheFunders() throws IOException {
        rehearsal.key("polymarket-private-key", "0x" + "42".repeat(32));
        refused(13, "polymarket.key: ");
    }

    @Test
    void shouldRefuseTextThatIsNoKey() throws IOException {
        rehearsal.key("kalshi-private-key.pem", "not a key");
        refused(13, "kalshi.key: ");
    }

    @Test
    void shouldRefuseKeyThatIsNotOfTheKeyId() throws IOException {
        rehearsal.key("kalshi-private-key.pem", anotherKey());
        refused(14, "kalshi.account: the private key is not that of the key id");
    }

    @Test
    void shouldRefuseRevokedKeyAtKalshi() throws IOException {
        rehearsal.key("kalshi-key-id", "00000000-0000-4000-8000-000000000000");
        refused(15, "kalshi.account: the venue does not know the key id");
    }

    @Test
    void shouldRefuseRevokedCredentialsAtPolymarket() throws IOException {
        rehearsal.key("polymarket-api-key", "00000000-0000-4000-8000-000000000000");
        refused(15, "polymarket.account: ");
    }

    @Test
    void shouldRefuseKeyThatMayNotTrade() throws IOException {
        try (StubVenue kalshi = new StubVenue()) {
            kalshi.answer(
                    "GET /trade-api/v2/exchange/status", 200, "{\"exchange_active\":true,\"trading_active\":true}");
            kalshi.answer("GET /trade-api/v2/portfolio/balance", 200, "{\"balance_dollars\":\"5000.0000\"}");
            kalshi.answer(
                    "GET /trade-api/v2/api_keys",
                    200,
                    "{\"api_keys\":[{\"api_key_id\":\"" + TestCredentials.KALSHI_KEY_ID
                            + "\",\"scopes\":[\"read\"]}]}");
            rehearsal.edit(
                    replace("rest: http://127.0.0.1:" + rehearsal.kalshi().port(), "rest: " + kalshi.address()));
            refused(16, "kalshi.scopes: the key may not trade");
        }
    }

    @Test
    void shouldRefuseOtherChain() throws IOException {
        rehearsal.edit(replace("chainId: 137", "chainId: 80002"));
        refused(17, "polymarket.chain: ");
    }

    @Test
    void shouldRefuseAddressesOfTwoWorlds() throws IOException {
        rehearsal.edit(text -> text.replaceAll("gamma: \\S+", "gamma: https://gamma-api.polymarket.com"));
        refused(17, "endpoint.environment: ");
    }

    @Test
    void shouldRefuseStaleClock() throws IOException {
        try (StubVenue polymarket = new StubVenue()) {
            polymarket.answer("GET /time", 200, Long.toString(System.currentTimeMillis() / 1_000 + 3_600));
            rehearsal.edit(text -> text.replace(
                    "rest: http://127.0.0.1:" + rehearsal.polymarket().port() + "\n",
                    "rest: " + polymarket.address() + "\n"));
            refused(18, "polymarket.clock: ");
        }
    }

    @Test
    void shouldRefuseBlockedEdge() throws IOException {
        try (StubVenue polymarket = new StubVenue()) {
            polymarket.page("GET /time", 403);
            rehearsal.edit(text -> text.replace(
                    "rest: http://127.0.0.1:" + rehearsal.polymarket().port() + "\n",
                    "rest: " + polymarket.address() + "\n"));
            refused(19, "polymarket.edge: ");
        }
    }

    @Test
    void shouldTellChangedRulesAndOtherFaultsByDoctorWithFixes() throws IOException {
        Path pairs = directory.resolve("pairs.yaml");
        Files.writeString(
                pairs,
                Files.readString(pairs).replaceFirst("rulesHash: \"[0-9a-f]{64}", "rulesHash: \"" + "ab".repeat(32)));
        Said doctor = rehearsal.run("doctor", "--config", "CONFIG", "--mode", "shadow", "-o", "json");
        assertThat(doctor.code()).as(doctor.all()).isEqualTo(20);
        JsonNode findings = new ObjectMapper().readTree(doctor.out()).get("findings");
        assertThat(findings).isNotEmpty();
        for (JsonNode finding : findings) {
            boolean ok = finding.get("severity").asText().equals("ok");
            assertThat(finding.get("fix").asText().isEmpty())
                    .as(finding.toString())
                    .isEqualTo(ok);
        }
        assertThat(findings.toString()).contains("\"id\":\"schema.polymarket\",\"severity\":\"ok\"", "rules hash");
        assertThat(doctor.err()).contains("pair.").hasLineCount(1);
    }
}
