package io.parallax.app.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** What a secret is by its look, told without a letter of it. */
public final class KeyKind {
    private static final int WALLET_HEX = 64;

    private KeyKind() {}

    /** In words, such as {@code RSA private key, 2048 bits}. */
    public static String of(byte[] secret) {
        String text = new String(secret, StandardCharsets.ISO_8859_1).strip();
        if (text.contains("BEGIN RSA PRIVATE KEY")) {
            return "RSA private key, PKCS#1 PEM";
        }
        if (text.contains("BEGIN PRIVATE KEY")) {
            return pkcs8(text);
        }
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            return "encrypted PEM, which cannot be used: decrypt it first";
        }
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        if (digits.length() == WALLET_HEX && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return "32 bytes in hex, as a wallet's key";
        }
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? "a UUID, as a key id"
                : "text of " + text.length() + " characters";
    }

    private static String pkcs8(String pem) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IllegalArgumentException e) {
            return "PEM whose body is not base64";
        }
        try {
            RSAPrivateKey key =
                    (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            return "RSA private key, " + key.getModulus().bitLength() + " bits";
        } catch (GeneralSecurityException notRsa) {
            try {
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
                return "Ed25519 private key";
            } catch (GeneralSecurityException e) {
                return "PEM of neither an RSA nor an Ed25519 key";
            }
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }
}
