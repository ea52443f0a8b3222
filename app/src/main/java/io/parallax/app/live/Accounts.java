package io.parallax.app.live;

import io.parallax.config.ParallaxSettings;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import java.util.ArrayList;
import java.util.List;

/** Who we are at each venue, told without a secret. */
public final class Accounts {
    private static final int FINGERPRINT = 16;

    private Accounts() {}

    /**
     * Signing address and wallet at Polymarket, a fingerprint of the key id at Kalshi.
     *
     * @throws IllegalArgumentException when a key cannot be read
     */
    static List<String> names(ParallaxSettings settings) {
        List<String> names = new ArrayList<>();
        settings.polymarket().ifPresent(it -> {
            OrderSigner signer = new OrderSigner(it, SigningSettings.unlimited());
            names.add("polymarket signer " + signer.signerAddress() + " funder " + signer.makerAddress() + " type "
                    + signer.signatureType());
        });
        settings.kalshi()
                .ifPresent(
                        it -> names.add("kalshi key " + fingerprint(it.keyId().reveal())));
        return names;
    }

    /** Names an id without telling it: the beginning of its SHA-256. */
    public static String fingerprint(String id) {
        return "sha256:" + StartPlan.hex(StartPlan.sha256(id)).substring(0, FINGERPRINT);
    }
}
