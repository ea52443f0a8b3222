package io.parallax.app.live;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.Latch;
import io.parallax.app.control.LatchStore;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.config.LiveSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveGuardTest {
    private static final StartPlan PLAN = new StartPlan(List.of("mode live"), "ab".repeat(32));
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path directory;

    private KeyPair operator;
    private LiveSettings settings;

    @BeforeEach
    void makeKey() throws NoSuchAlgorithmException, IOException {
        operator = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path publicKey = Files.writeString(
                directory.resolve("operator.pub"),
                pem("PUBLIC", operator.getPublic().getEncoded()));
        settings = new LiveSettings(Optional.of(publicKey));
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + " KEY-----\n";
    }

    private byte[] privatePem() {
        return pem("PRIVATE", operator.getPrivate().getEncoded()).getBytes(StandardCharsets.US_ASCII);
    }

    private LiveGuard guard(boolean armed, Path token, UnaryOperator<String> terminal) {
        return new LiveGuard(settings, directory, armed, Optional.ofNullable(token), Optional.ofNullable(terminal));
    }

    private Path token(String plan, Instant notAfter) throws IOException {
        Path file = directory.resolve("token.json");
        return Files.write(file, StartToken.sign(plan, notAfter, privatePem()).json());
    }

    @Test
    void shouldAskForArmingAndForNoLatch() throws IOException {
        assertThatThrownBy(() -> guard(false, null, null).requireArmed()).hasMessageContaining("--arm");
        assertThatCode(() -> guard(true, null, null).requireArmed()).doesNotThrowAnyException();
        ControlDirectory controls = ControlDirectory.of(directory).create();
        LatchStore.open(controls).put(Latch.ofEngine(1, LatchCause.OPERATOR, "stop"));
        assertThatThrownBy(() -> guard(true, null, null).requireArmed()).hasMessageContaining("./parallax resume");
        LatchStore.open(controls)
                .remove(LatchStore.open(controls).standing().get(0).id());
        Files.createFile(controls.killFile());
        assertThatThrownBy(() -> guard(true, null, null).requireArmed()).hasMessageContaining("kill file");
    }

    @Test
    void shouldTakeTheTypedWordsAndNoOthers() {
        guard(true, null, question -> "live abababab").requireConsent(PLAN, NOW);
        for (String typed : List.of("", "yes", "live", "live abababac", "LIVE abababab")) {
            assertThatThrownBy(() -> guard(true, null, question -> typed).requireConsent(PLAN, NOW))
                    .isInstanceOf(StartRefused.class);
        }
        assertThatThrownBy(() -> guard(true, null, question -> null).requireConsent(PLAN, NOW))
                .isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> guard(true, null, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("no terminal")
                .hasMessageContaining(PLAN.hash());
    }

    @Test
    void shouldTakeSignedTokenOnce() throws IOException {
        Path token = token(PLAN.hash(), NOW.plusSeconds(60));
        guard(true, token, null).requireConsent(PLAN, NOW);
        assertThatThrownBy(() -> guard(true, token, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("used already");
    }

    @Test
    void shouldRefuseTokenOfOtherPlanTimeOrKey() throws IOException, NoSuchAlgorithmException {
        Path other = token("cd".repeat(32), NOW.plusSeconds(60));
        assertThatThrownBy(() -> guard(true, other, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("signed for plan");
        Path old = token(PLAN.hash(), NOW.minusSeconds(1));
        assertThatThrownBy(() -> guard(true, old, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("ended at");
        Path longLived = token(PLAN.hash(), NOW.plus(Duration.ofDays(2)));
        assertThatThrownBy(() -> guard(true, longLived, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("at most");
        operator = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path forged = token(PLAN.hash(), NOW.plusSeconds(60));
        assertThatThrownBy(() -> guard(true, forged, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("not signed by");
    }

    @Test
    void shouldRefuseChangedTokenAndOneWithoutConfiguredKey() throws IOException {
        Path token = token(PLAN.hash(), NOW.plusSeconds(60));
        Files.writeString(token, Files.readString(token).replace("12:01:00Z", "12:02:00Z"));
        assertThatThrownBy(() -> guard(true, token, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("not signed by");
        Files.writeString(token, "{}");
        assertThatThrownBy(() -> guard(true, token, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("cannot be read");
        settings = LiveSettings.TYPED;
        assertThatThrownBy(() -> guard(true, token, null).requireConsent(PLAN, NOW))
                .hasMessageContaining("live.startKey");
    }
}
