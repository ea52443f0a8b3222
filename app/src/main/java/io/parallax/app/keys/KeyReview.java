package io.parallax.app.keys;

import io.parallax.app.live.Accounts;
import io.parallax.config.KalshiSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.kalshi.signing.RequestSigner;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.polymarket.signing.RequestMac;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each configured key is, and whether it fits the rest. Asks nobody.
 *
 * @param name of the setting
 * @param what kind, derived address or fingerprint; never content
 * @param problem why it cannot be used; empty when it can
 */
public record KeyReview(String name, String what, String problem) {
    private static final String[] TYPES = {"EOA", "proxy wallet", "Safe", "deposit wallet"};

    /** Every key of a configuration. */
    public static List<KeyReview> of(ParallaxSettings settings) {
        List<KeyReview> reviews = new ArrayList<>();
        settings.polymarket().ifPresent(it -> polymarket(it, reviews));
        settings.kalshi().ifPresent(it -> kalshi(it, reviews));
        return reviews;
    }

    private static void polymarket(PolymarketSettings settings, List<KeyReview> reviews) {
        String name = "polymarket.privateKey";
        if (settings.privateKey().isEmpty()) {
            reviews.add(new KeyReview(name, "not configured, as mode paper permits", ""));
            return;
        }
        try {
            OrderSigner signer = new OrderSigner(settings, SigningSettings.unlimited());
            boolean same = signer.signerAddress().equals(signer.makerAddress());
            reviews.add(new KeyReview(
                    name,
                    "secp256k1, address " + signer.signerAddress() + "; type " + signer.signatureType() + " ("
                            + TYPES[signer.signatureType()] + "), funder " + signer.makerAddress()
                            + (same ? ", the key's own address" : ", a wallet the venue must know as this key's"),
                    ""));
        } catch (IllegalArgumentException e) {
            reviews.add(new KeyReview(name, kind(settings.privateKey()), String.valueOf(e.getMessage())));
        }
        reviews.add(new KeyReview(
                "polymarket.apiKey",
                "id " + Accounts.fingerprint(settings.apiKey().reveal()),
                ""));
        try {
            new RequestMac(settings.apiSecret());
            reviews.add(new KeyReview("polymarket.apiSecret", "HMAC key", ""));
        } catch (IllegalArgumentException e) {
            reviews.add(new KeyReview("polymarket.apiSecret", "no HMAC key", String.valueOf(e.getMessage())));
        }
    }

    private static void kalshi(KalshiSettings settings, List<KeyReview> reviews) {
        reviews.add(new KeyReview(
                "kalshi.keyId", "id " + Accounts.fingerprint(settings.keyId().reveal()), ""));
        String problem = "";
        try {
            new RequestSigner(settings);
        } catch (IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
        }
        reviews.add(new KeyReview("kalshi.privateKeyPem", kind(settings.privateKeyPem()), problem));
    }

    private static String kind(Secret secret) {
        byte[] bytes = secret.bytes();
        try {
            return KeyKind.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
