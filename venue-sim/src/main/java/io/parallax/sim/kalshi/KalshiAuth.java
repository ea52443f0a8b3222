package io.parallax.sim.kalshi;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks the three headers of a signed call against the one registered key. */
final class KalshiAuth {
    static final String KEY = "KALSHI-ACCESS-KEY";
    static final String TIMESTAMP = "KALSHI-ACCESS-TIMESTAMP";
    static final String SIGNATURE = "KALSHI-ACCESS-SIGNATURE";

    /** The venue's limit is not published: five seconds pass there, thirty do not. */
    private static final long WINDOW_MS = 15_000;

    private final String keyId;
    private final PublicKey publicKey;
    private Set<String> scopes = new LinkedHashSet<>(List.of("read", "write"));
    private boolean revoked;
    private long clockOffsetMs;

    KalshiAuth(String keyId, String publicKeyPem) {
        this.keyId = keyId;
        this.publicKey = read(publicKeyPem);
    }

    String keyId() {
        return keyId;
    }

    /** What the key may do. */
    Set<String> scopes() {
        return scopes;
    }

    void scopes(Set<String> newScopes) {
        scopes = new LinkedHashSet<>(newScopes);
    }

    /** Makes the key one that is not known, or known again. */
    void revoked(boolean isRevoked) {
        revoked = isRevoked;
    }

    /** Sets how far the venue's clock is ahead of the true time. */
    void clockOffsetMs(long offsetMs) {
        clockOffsetMs = offsetMs;
    }

    /** @return null when the call is who it says and may do it, else the refusal */
    KalshiError check(RestCall call, String path, HttpHeaders headers, long nowMs) {
        KalshiError refusal = check(call.method(), path, headers, nowMs);
        return refusal != null || mayDo(call) ? refusal : KalshiError.SCOPE_MISSING;
    }

    private boolean mayDo(RestCall call) {
        String area = call.path().size() > 1 ? call.path().get(1) : "";
        if (call.method().equals("GET")) {
            return scopes.contains("read") || area.equals("balance") && scopes.contains("read::portfolio_balance");
        }
        String child = area.startsWith("intra_exchange") || area.startsWith("target_balance")
                ? "write::transfer"
                : "write::trade";
        return scopes.contains("write") || scopes.contains(child);
    }

    /** @return null when the call is who it says, else the refusal */
    KalshiError check(String method, String path, HttpHeaders headers, long nowMs) {
        String signature = headers.get(SIGNATURE);
        if (signature == null || signature.isEmpty()) {
            return KalshiError.SIGNATURE_MISSING;
        }
        String timestamp = headers.get(TIMESTAMP, "");
        if (!timestamp.matches("\\d{1,18}")
                || Math.abs(Long.parseLong(timestamp) - nowMs - clockOffsetMs) > WINDOW_MS) {
            return KalshiError.CLOCK;
        }
        if (revoked || !keyId.equals(headers.get(KEY))) {
            return KalshiError.UNKNOWN_KEY;
        }
        return verify(timestamp + method + path, signature) ? null : KalshiError.BAD_SIGNATURE;
    }

    boolean verify(String text, String signatureBase64) {
        try {
            Signature verifier = "RSA".equals(publicKey.getAlgorithm()) ? pss() : Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signatureBase64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // not base64, or not the length of a signature
        }
    }

    private static Signature pss() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature;
    }

    private static PublicKey read(String pem) {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        for (String algorithm : List.of("RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                continue; // the other kind
            }
        }
        throw new IllegalArgumentException("kalshi.publicKeyPem is neither an RSA nor an Ed25519 public key in PEM");
    }
}
