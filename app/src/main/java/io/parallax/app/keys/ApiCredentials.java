package io.parallax.app.keys;

import io.parallax.config.Secret;

/** What Polymarket gives for a wallet's proof. */
public record ApiCredentials(Secret apiKey, Secret secret, Secret passphrase) implements AutoCloseable {
    @Override
    public void close() {
        apiKey.close();
        secret.close();
        passphrase.close();
    }
}
