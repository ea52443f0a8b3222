package io.parallax.config;

import java.net.URI;

/**
 * Where Kalshi is and who we are there.
 *
 * @param rest base of the REST calls, {@code …/trade-api/v2}
 * @param socket {@code …/trade-api/ws/v2}
 * @param keyId id of the API key
 * @param privateKeyPem RSA private key, PEM text (PKCS#1 or PKCS#8)
 * @param tuning what differs from account to account
 * @param http which HTTP the REST calls speak
 */
public record KalshiSettings(
        URI rest, URI socket, Secret keyId, Secret privateKeyPem, KalshiTuning tuning, HttpMode http) {
    /** With the usual tuning and the usual HTTP. */
    public KalshiSettings(URI rest, URI socket, Secret keyId, Secret privateKeyPem) {
        this(rest, socket, keyId, privateKeyPem, KalshiTuning.USUAL, HttpMode.AUTO);
    }
}
