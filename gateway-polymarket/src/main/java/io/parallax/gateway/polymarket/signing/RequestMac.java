package io.parallax.gateway.polymarket.signing;

import io.parallax.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * The venue's L2 authentication of a request: base64url(HMAC-SHA256(secret, seconds + method + path + body)). The path is
 * without its query; the body is the very bytes sent. One instance, one thread.
 */
public final class RequestMac {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;
    private final byte[] digest = new byte[32];
    private final byte[] digits = new byte[20];
    private final byte[] text = new byte[44];

    /**
     * Initialises the one Mac.
     *
     * @throws IllegalArgumentException when the secret is base64 in neither alphabet
     */
    public RequestMac(Secret secret) {
        byte[] key;
        try {
            key = Base64.getUrlDecoder()
                    .decode(secret.reveal().replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("polymarket.apiSecret: not base64; copy it as the venue gave it");
        }
        if (key.length == 0) {
            throw new IllegalArgumentException("polymarket.apiSecret: empty");
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Signature of a request with a body of {@code length} bytes (0 for none): 44 characters, padding kept. */
    public String sign(long timestampSeconds, String method, String path, byte[] body, int offset, int length) {
        int at = digits.length;
        long rest = timestampSeconds;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        mac.update(digits, at, digits.length - at);
        update(method);
        update(path);
        mac.update(body, offset, length);
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
        }
        encode();
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private void update(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            mac.update((byte) ascii.charAt(i));
        }
    }

    private void encode() {
        int out = 0;
        for (int in = 0; in < 30; in += 3) {
            int bits = (digest[in] & 0xFF) << 16 | (digest[in + 1] & 0xFF) << 8 | digest[in + 2] & 0xFF;
            text[out++] = ALPHABET[bits >>> 18];
            text[out++] = ALPHABET[bits >>> 12 & 0x3F];
            text[out++] = ALPHABET[bits >>> 6 & 0x3F];
            text[out++] = ALPHABET[bits & 0x3F];
        }
        int bits = (digest[30] & 0xFF) << 10 | (digest[31] & 0xFF) << 2;
        text[out++] = ALPHABET[bits >>> 12];
        text[out++] = ALPHABET[bits >>> 6 & 0x3F];
        text[out++] = ALPHABET[bits & 0x3F];
        text[out] = '=';
    }
}
