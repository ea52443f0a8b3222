package io.parallax.gateway.kalshi.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads the private keys the venue issues: RSA as PKCS#1 or PKCS#8, Ed25519 as PKCS#8, all PEM. */
final class PrivateKeys {
    /** SEQUENCE { INTEGER 0, SEQUENCE { OID rsaEncryption, NULL }, OCTET STRING … }: what PKCS#8 puts around PKCS#1. */
    private static final byte[] RSA_ALGORITHM = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0D,
        0x06,
        0x09,
        0x2A,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xF7,
        0x0D,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PrivateKeys() {}

    /** @throws IllegalArgumentException naming what is wrong, never the content */
    static PrivateKey read(String pem) {
        boolean pkcs1 = pem.contains("BEGIN RSA PRIVATE KEY");
        if (!pkcs1 && !pem.contains("BEGIN PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "Kalshi private key: expected PEM with BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder()
                    .decode(pem.replaceAll("-----[A-Z ]+-----", "").getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Kalshi private key: the PEM body is not base64");
        }
        byte[] pkcs8 = pkcs1 ? wrap(der) : der;
        try {
            return generate("RSA", pkcs8);
        } catch (InvalidKeySpecException notRsa) {
            try {
                return generate("Ed25519", pkcs8);
            } catch (InvalidKeySpecException e) {
                throw new IllegalArgumentException("Kalshi private key: neither an RSA nor an Ed25519 key");
            }
        }
    }

    private static PrivateKey generate(String algorithm, byte[] pkcs8) throws InvalidKeySpecException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }

    private static byte[] wrap(byte[] pkcs1) {
        byte[] octets = tagged((byte) 0x04, pkcs1);
        byte[] inner = new byte[RSA_ALGORITHM.length + octets.length];
        System.arraycopy(RSA_ALGORITHM, 0, inner, 0, RSA_ALGORITHM.length);
        System.arraycopy(octets, 0, inner, RSA_ALGORITHM.length, octets.length);
        return tagged((byte) 0x30, inner);
    }

    /** DER tag, two-byte length, content; every RSA key of the venue is longer than 255 bytes and shorter than 65,536. */
    private static byte[] tagged(byte tag, byte[] content) {
        byte[] out = new byte[content.length + 4];
        out[0] = tag;
        out[1] = (byte) 0x82;
        out[2] = (byte) (content.length >> 8);
        out[3] = (byte) content.length;
        System.arraycopy(content, 0, out, 4, content.length);
        return out;
    }
}
