package io.parallax.gateway.reference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a rule text by the SHA-256 of its UTF-8 bytes, nothing trimmed, nothing normalised. */
public final class RulesText {
    private RulesText() {}

    /** Of Polymarket: the catalogue's {@code description}. @return 64 lower-case hex digits */
    public static String polymarketHash(String description) {
        return sha256(description);
    }

    /** Of Kalshi: {@code rules_primary}, a line feed, {@code rules_secondary}. @return 64 lower-case hex digits */
    public static String kalshiHash(String primary, String secondary) {
        return sha256(primary + "\n" + secondary);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
