package io.parallax.gateway.kalshi.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Signatures that the venue's own rule verifies, over the text the venue's documents give. */
class RequestSignerTest {
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private static JsonNode vectors() throws Exception {
        Path file = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues/kalshi/vectors/auth.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared vectors are not here");
        return new ObjectMapper().readTree(file.toFile());
    }

    private static RequestSigner signer(String pem) {
        return new RequestSigner(new KalshiSettings(
                URI.create("http://127.0.0.1/trade-api/v2"),
                URI.create("ws://127.0.0.1/trade-api/ws/v2"),
                new Secret("key-id"),
                new Secret(pem)));
    }

    private static PublicKey publicKey(String pem, String algorithm) throws Exception {
        byte[] der = Base64.getMimeDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").getBytes(StandardCharsets.US_ASCII));
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
    }

    @Test
    void shouldSignTheTextOfEveryVectorSoThatThePublicKeyVerifiesIt() throws Exception {
        JsonNode root = vectors();
        RequestSigner signer = signer(root.at("/rsa/privateKeyPkcs8Pem").asText());
        PublicKey key = publicKey(root.at("/rsa/publicKeySpkiPem").asText(), "RSA");
        int checked = 0;
        for (JsonNode row : root.path("vectors")) {
            if (!"valid".equals(row.path("expect").asText())) {
                continue;
            }
            URI url = URI.create(row.at("/request/url").asText());
            String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
            String method = row.at("/request/method").asText();
            long timestampMs = row.path("timestampMs").asLong();
            assertThat(RequestSigner.signedText(timestampMs, method, path))
                    .isEqualTo(row.path("message").asText());
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(PSS);
            verifier.initVerify(key);
            verifier.update(row.path("message").asText().getBytes(StandardCharsets.UTF_8));
            assertThat(verifier.verify(Base64.getDecoder().decode(signer.sign(timestampMs, method, path))))
                    .as(row.path("id").asText())
                    .isTrue();
            checked++;
        }
        assertThat(checked).isGreaterThan(3);
    }

    @Test
    void shouldSignEveryEd25519VectorToTheByte() throws Exception {
        JsonNode root = vectors().path("ed25519");
        RequestSigner signer = signer(root.path("privateKeyPkcs8Pem").asText());
        int checked = 0;
        for (JsonNode row : root.path("vectors")) {
            String signature = signer.sign(
                    row.path("timestampMs").asLong(),
                    row.at("/request/method").asText(),
                    URI.create(row.at("/request/url").asText()).getRawPath());
            assertThat(signature)
                    .as(row.path("id").asText())
                    .isEqualTo(row.path("signatureBase64").asText());
            checked++;
        }
        assertThat(checked).isEqualTo(3);
    }

    @Test
    void shouldTakeTheVectorsRulesForTheProbeThatChecksASigner() throws Exception {
        JsonNode root = vectors();
        PublicKey key = publicKey(root.at("/rsa/publicKeySpkiPem").asText(), "RSA");
        int invalid = 0;
        for (JsonNode row : root.path("vectors")) {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(PSS);
            verifier.initVerify(key);
            verifier.update(row.path("message").asText().getBytes(StandardCharsets.UTF_8));
            byte[] signature =
                    Base64.getDecoder().decode(row.path("signatureBase64").asText());
            boolean valid = row.path("expect").asText().equals("valid");
            assertThat(verifies(verifier, signature))
                    .as(row.path("id").asText())
                    .isEqualTo(valid);
            invalid += valid ? 0 : 1;
        }
        assertThat(invalid).isGreaterThanOrEqualTo(3);
    }

    private static boolean verifies(Signature verifier, byte[] signature) {
        try {
            return verifier.verify(signature);
        } catch (java.security.SignatureException e) {
            return false;
        }
    }

    @Test
    void shouldReadTheSameKeyFromBothPemForms() throws Exception {
        JsonNode rsa = vectors().path("rsa");
        Assumptions.assumeTrue(rsa.has("privateKeyPkcs1Pem"), "no PKCS#1 form in the vectors");
        assertThat(PrivateKeys.read(rsa.path("privateKeyPkcs1Pem").asText()))
                .isEqualTo(PrivateKeys.read(rsa.path("privateKeyPkcs8Pem").asText()));
    }

    @Test
    void shouldSignWithAnEd25519Key() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        String signature = signer(pem).sign(1_795_185_005_123L, "GET", "/trade-api/v2/portfolio/balance");
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update("1795185005123GET/trade-api/v2/portfolio/balance".getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(signature))).isTrue();
    }

    @Test
    void shouldSendTheTimestampItSigned() throws Exception {
        Map<String, String> headers = new HashMap<>();
        signer(vectors().at("/rsa/privateKeyPkcs8Pem").asText())
                .addHeaders("POST", "/trade-api/v2/portfolio/events/orders", 1_795_185_005_123_456_789L, headers::put);
        assertThat(headers)
                .containsEntry("KALSHI-ACCESS-KEY", "key-id")
                .containsEntry("KALSHI-ACCESS-TIMESTAMP", "1795185005123")
                .containsKey("KALSHI-ACCESS-SIGNATURE");
    }

    @Test
    void shouldNameWhatIsWrongWithAKeyAndNotShowIt() {
        assertThatThrownBy(() -> signer("hush hush"))
                .hasMessageContaining("PEM")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> signer("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
                .hasMessageContaining("neither an RSA nor an Ed25519 key");
    }
}
