package io.parallax.config;

import java.net.URI;

/**
 * Where Polymarket is and who we are there.
 *
 * @param rest base of the CLOB REST calls, such as {@code https://clob.polymarket.com}
 * @param marketSocket market channel, {@code …/ws/market}
 * @param userSocket user channel, {@code …/ws/user}
 * @param chainId 137 on Polygon
 * @param signatureType 0 EOA, 1 proxy, 2 Safe, 3 deposit wallet
 * @param funder wallet that holds the funds ({@code 0x…}); equals the signer's address for type 0
 * @param privateKey 32 bytes hex of the signing key
 * @param apiKey L2 credentials: key, secret (base64), passphrase
 * @param tier how much the signer may ask for
 * @param http which HTTP the REST calls speak
 */
public record PolymarketSettings(
        URI rest,
        URI marketSocket,
        URI userSocket,
        long chainId,
        int signatureType,
        String funder,
        Secret privateKey,
        Secret apiKey,
        Secret apiSecret,
        Secret apiPassphrase,
        PolymarketTier tier,
        HttpMode http) {
    /** In the tier of every signer, with the usual HTTP. */
    public PolymarketSettings(
            URI rest,
            URI marketSocket,
            URI userSocket,
            long chainId,
            int signatureType,
            String funder,
            Secret privateKey,
            Secret apiKey,
            Secret apiSecret,
            Secret apiPassphrase) {
        this(
                rest,
                marketSocket,
                userSocket,
                chainId,
                signatureType,
                funder,
                privateKey,
                apiKey,
                apiSecret,
                apiPassphrase,
                PolymarketTier.STANDARD,
                HttpMode.AUTO);
    }
}
