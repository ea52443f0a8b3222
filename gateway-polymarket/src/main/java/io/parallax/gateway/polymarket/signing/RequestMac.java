package io.parallax.gateway.polymarket.signing;

import io.parallax.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The venue's L2 authentication of a request: base64url(HMAC-SHA256(secret, seconds + method + path + body)). The path is
 * without its query; the body is the very bytes sent. The HMAC stands on SHA-256 itself, because the platform's allocates.
 * One instance, one thread.
 */
public final class RequestMac {
    /** Characters of a signature, padding kept. */
    public static final int SIGNATURE_LENGTH = 44;

    private static final int BLOCK = 64;
    private static final int HASH = 32;
    private static final int INNER = 0x36;
    private static final int OUTER = 0x5C;
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256;
    private final byte[] innerPad = new byte[BLOCK];
    private final byte[] outerPad = new byte[BLOCK];
    private final byte[] digest = new byte[HASH];
    private final byte[] head = new byte[512];
    private final byte[] text = new byte[SIGNATURE_LENGTH];

    /**
     * Prepares the key.
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
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256.digest(key) : key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            innerPad[i] = (byte) (block[i] ^ INNER);
            outerPad[i] = (byte) (block[i] ^ OUTER);
        }
        Arrays.fill(block, (byte) 0);
        Arrays.fill(key, (byte) 0);
    }

    /** Signature of a request with a body of {@code length} bytes (0 for none): 44 characters, padding kept. */
    public String sign(long timestampSeconds, String method, String path, byte[] body, int offset, int length) {
        sign(timestampSeconds, method, path, body, offset, length, text, 0);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The same into {@link #SIGNATURE_LENGTH} bytes of {@code out}, without allocation. */
    public void sign(
            long timestampSeconds,
            String method,
            String path,
            byte[] body,
            int offset,
            int length,
            byte[] out,
            int outOffset) {
        sha256.update(innerPad);
        sha256.update(head, 0, putHead(timestampSeconds, method, path));
        sha256.update(body, offset, length);
        finish();
        sha256.update(outerPad);
        sha256.update(digest);
        finish();
        encode(out, outOffset);
    }

    private void finish() {
        try {
            sha256.digest(digest, 0, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
        }
    }

    private int putHead(long timestampSeconds, String method, String path) {
        int digits = 1;
        for (long rest = timestampSeconds / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = timestampSeconds;
        for (int at = digits - 1; at >= 0; at--) {
            head[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return put(path, put(method, digits));
    }

    private int put(String ascii, int at) {
        if (at + ascii.length() > head.length) {
            throw new IllegalArgumentException("path of " + ascii.length() + " characters: at most " + head.length);
        }
        for (int i = 0; i < ascii.length(); i++) {
            head[at + i] = (byte) ascii.charAt(i);
        }
        return at + ascii.length();
    }

    private void encode(byte[] out, int outOffset) {
        int at = outOffset;
        for (int in = 0; in < 30; in += 3) {
            int bits = (digest[in] & 0xFF) << 16 | (digest[in + 1] & 0xFF) << 8 | digest[in + 2] & 0xFF;
            out[at++] = ALPHABET[bits >>> 18];
            out[at++] = ALPHABET[bits >>> 12 & 0x3F];
            out[at++] = ALPHABET[bits >>> 6 & 0x3F];
            out[at++] = ALPHABET[bits & 0x3F];
        }
        int bits = (digest[30] & 0xFF) << 10 | (digest[31] & 0xFF) << 2;
        out[at++] = ALPHABET[bits >>> 12];
        out[at++] = ALPHABET[bits >>> 6 & 0x3F];
        out[at++] = ALPHABET[bits & 0x3F];
        out[at] = '=';
    }
}
