package io.parallax.gateway.kalshi.signing;

import io.parallax.config.KalshiSettings;
import io.parallax.gateway.http.HeaderBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The three headers of every private call and of the socket's upgrade. The signed text is
 * {@code <timestamp ms><METHOD><path>}: no host, no query, no body.
 *
 * <p>RSA keys sign with RSASSA-PSS, SHA-256, MGF1 with SHA-256 and a salt of 32 bytes; Ed25519 keys sign the text itself.
 */
public final class RequestSigner {
    private static final String KEY = "KALSHI-ACCESS-KEY";
    private static final String TIMESTAMP = "KALSHI-ACCESS-TIMESTAMP";
    private static final String SIGNATURE = "KALSHI-ACCESS-SIGNATURE";

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    private final String keyId;
    private final Signature signature;

    /** @throws IllegalArgumentException when the key cannot be read */
    public RequestSigner(KalshiSettings settings) {
        this(
                settings.keyId().reveal(),
                PrivateKeys.read(settings.privateKeyPem().reveal()));
    }

    /** Signs by the JDK alone, whatever else is there: to compare with. */
    public static RequestSigner byJdk(KalshiSettings settings) {
        try {
            return new RequestSigner(
                    settings.keyId().reveal(),
                    SignatureProvider.jdk(
                            PrivateKeys.read(settings.privateKeyPem().reveal())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Kalshi private key: " + e.getMessage());
        }
    }

    RequestSigner(String keyId, PrivateKey key) {
        this(keyId, SignatureProvider.of(key));
    }

    private RequestSigner(String keyId, Signature signature) {
        if (!PRINTABLE.matcher(keyId).matches()) {
            throw new IllegalArgumentException(
                    "Kalshi key id: must be the id of the key as the venue shows it, without spaces or line breaks");
        }
        this.keyId = keyId;
        this.signature = signature;
    }

    /** Adds the headers of one request. @param path from {@code /trade-api} on; a query is left out of the signed text */
    public void addHeaders(String method, String path, long epochNanos, BiConsumer<String, String> headers) {
        long timestampMs = epochNanos / 1_000_000;
        headers.accept(KEY, keyId);
        headers.accept(TIMESTAMP, Long.toString(timestampMs));
        headers.accept(SIGNATURE, sign(timestampMs, method, path));
    }

    /** The same three, ready to be written. */
    HeaderBytes headerBytes(String method, String path, long epochNanos) {
        return HeaderBytes.of(headers -> addHeaders(method, path, epochNanos, headers));
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
