package io.parallax.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Throw-away credentials of the simulator. They are published with it, protect nothing and must never be registered at a
 * real venue.
 */
public final class TestCredentials {
    /** Kalshi key id. */
    public static final String KALSHI_KEY_ID = "51a10000-0000-4000-8000-00000000c0de";

    /** Polymarket signing key; the first well-known development account, never to hold real funds. */
    public static final String POLYMARKET_PRIVATE_KEY =
            "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    /** Address of {@link #POLYMARKET_PRIVATE_KEY}. */
    public static final String POLYMARKET_ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    /** Polymarket L2 key. */
    public static final String POLYMARKET_API_KEY = "51a20000-0000-4000-8000-00000000c0de";

    /** Polymarket L2 secret, URL-safe base64. */
    public static final String POLYMARKET_API_SECRET = "c2ltdWxhdG9yLXRlc3Qtb25seS1zZWNyZXQtMDEyMzQ=";

    /** Polymarket L2 passphrase. */
    public static final String POLYMARKET_API_PASSPHRASE = "simulator-test-only";

    private TestCredentials() {}

    /** RSA private key, PEM, PKCS#8. */
    public static String kalshiPrivateKeyPem() {
        return resource("test-only-kalshi-private.pem");
    }

    /** Public half of {@link #kalshiPrivateKeyPem()}. */
    public static String kalshiPublicKeyPem() {
        return resource("test-only-kalshi-public.pem");
    }

    /** Access of the simulated Kalshi by these credentials. */
    public static KalshiAccess kalshi() {
        return new KalshiAccess(KALSHI_KEY_ID, kalshiPublicKeyPem());
    }

    /** Access of the simulated Polymarket by these credentials. */
    public static PolymarketAccess polymarket() {
        return new PolymarketAccess(
                POLYMARKET_API_KEY,
                POLYMARKET_API_SECRET,
                POLYMARKET_API_PASSPHRASE,
                POLYMARKET_ADDRESS,
                POLYMARKET_ADDRESS,
                0,
                137);
    }

    private static String resource(String name) {
        try (InputStream in = TestCredentials.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing: rebuild the simulator");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }
}
