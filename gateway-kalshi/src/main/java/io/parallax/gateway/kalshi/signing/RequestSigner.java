package io.parallax.gateway.kalshi.signing;

import io.parallax.config.KalshiSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.function.BiConsumer;

/**
 * The three headers of every private call and of the socket's upgrade. The signed text is
 * {@code <timestamp ms><METHOD><path>}: no host, no query, no body.
 *
 * <p>RSA keys sign with RSASSA-PSS, SHA-256, MGF1 with SHA-256 and a salt of 32 bytes; Ed25519 keys sign the text itself.
 */
public final class RequestSigner {
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private final String keyId;
    private final Signature signature;

    /** @throws IllegalArgumentException when the key cannot be read */
    public RequestSigner(KalshiSettings settings) {
        this(
                settings.keyId().reveal(),
                PrivateKeys.read(settings.privateKeyPem().reveal()));
    }

    RequestSigner(String keyId, PrivateKey key) {
        this.keyId = keyId;
        try {
            if (key.getAlgorithm().equals("RSA")) {
                signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(PSS);
            } else {
                signature = Signature.getInstance("Ed25519");
            }
            signature.initSign(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Kalshi private key: " + e.getMessage());
        }
    }

    /** Adds the headers of one request. @param path from {@code /trade-api} on; a query is left out of the signed text */
    public void addHeaders(String method, String path, long epochNanos, BiConsumer<String, String> headers) {
        long timestampMs = epochNanos / 1_000_000;
        headers.accept("KALSHI-ACCESS-KEY", keyId);
        headers.accept("KALSHI-ACCESS-TIMESTAMP", Long.toString(timestampMs));
        headers.accept("KALSHI-ACCESS-SIGNATURE", sign(timestampMs, method, path));
    }

    /** Base64 signature of one request. */
    public String sign(long timestampMs, String method, String path) {
        byte[] text = signedText(timestampMs, method, path).getBytes(StandardCharsets.UTF_8);
        try {
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a Kalshi request: " + e.getMessage(), e);
        }
    }

    static String signedText(long timestampMs, String method, String path) {
        int query = path.indexOf('?');
        return timestampMs + method + (query < 0 ? path : path.substring(0, query));
    }
}
