package io.parallax.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * An operator's consent to one start, for starts without a terminal: the hash of the start plan, signed by the operator's key.
 *
 * <pre>
 *   {"plan":"64 hex digits", "notAfter":"2026-11-01T12:00:00Z", "nonce":"32 hex digits", "signature":"base64"}
 *
 *   signature = Ed25519("parallax start" LF plan LF notAfter LF nonce)
 * </pre>
 */
public record StartToken(String plan, Instant notAfter, String nonce, byte[] signature) {
    /** Longest time between signing and start. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NONCE_BYTES = 16;

    /** Reads a token. @throws StartRefused when it is none */
    public static StartToken read(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            String nonce = json.path("nonce").asText();
            if (!nonce.matches("[0-9a-f]{32}") || !json.path("plan").asText().matches("[0-9a-f]{64}")) {
                throw new IOException("no plan or no nonce in it");
            }
            return new StartToken(
                    json.path("plan").asText(),
                    Instant.parse(json.path("notAfter").asText()),
                    nonce,
                    Base64.getDecoder().decode(json.path("signature").asText()));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new StartRefused(
                    "start token " + file + ": cannot be read; make one with ./parallax keys sign-start");
        }
    }

    /** Signs one. @param operatorPem Ed25519 private key, PKCS#8 PEM */
    public static StartToken sign(String plan, Instant notAfter, byte[] operatorPem) {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        StartToken unsigned = new StartToken(plan, notAfter, StartPlan.hex(random), new byte[0]);
        try {
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der(operatorPem)));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(unsigned.text());
            return new StartToken(plan, notAfter, unsigned.nonce, signer.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartRefused(
                    "the operator's key is no Ed25519 private key in PEM; openssl genpkey -algorithm ed25519");
        }
    }

    /** The token as it stands in a file. */
    public byte[] json() throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("plan", plan)
                .put("notAfter", notAfter.toString())
                .put("nonce", nonce)
                .put("signature", signature);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    /**
     * Whether it permits this start now. Whether it was used before is for the caller to tell.
     *
     * @param publicPem of the operator
     * @throws StartRefused naming why not
     */
    void check(StartPlan start, Path publicPem, Instant now) {
        if (!plan.equals(start.hash())) {
            throw new StartRefused("start token: signed for plan " + plan.substring(0, 8) + ", this start is "
                    + start.shortHash() + "; settings, pairs, keys or mode differ: sign this plan");
        }
        if (now.isAfter(notAfter)) {
            throw new StartRefused("start token: ended at " + notAfter + "; sign another");
        }
        if (notAfter.isAfter(now.plus(LONGEST))) {
            throw new StartRefused(
                    "start token: good until " + notAfter + ", at most " + LONGEST.toHours() + " h are taken");
        }
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(der(Files.readAllBytes(publicPem))));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text());
            if (verifier.verify(signature)) {
                return;
            }
        } catch (IOException e) {
            throw new StartRefused("live.startKey=" + publicPem + ": cannot be read");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartRefused("start token: neither signature nor live.startKey can be read as Ed25519");
        }
        throw new StartRefused("start token: not signed by the key of live.startKey");
    }

    private byte[] text() {
        return String.join("\n", "parallax start", plan, notAfter.toString(), nonce)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] der(byte[] pem) {
        String text = new String(pem, StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
