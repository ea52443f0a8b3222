package io.parallax.sim.polymarket.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of private requests: HMAC-SHA-256 over time, method, path and the exact body bytes. */
public final class L2Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private L2Hmac() {}

    /**
     * URL-safe base64 with padding of the HMAC.
     *
     * @param secret base64 in either alphabet, padded or not
     * @param timestampSeconds the text of the timestamp header
     * @param path the path without the query string
     */
    public static String sign(String secret, String timestampSeconds, String method, String path, byte[] body) {
        byte[] key = Base64.getUrlDecoder()
                .decode(secret.replace('+', '-').replace('/', '_').replace("=", ""));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((timestampSeconds + method + path).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java runtime", e);
        }
    }

    /** Whether a presented signature is the right one; takes the same time for every wrong answer. */
    public static boolean matches(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
