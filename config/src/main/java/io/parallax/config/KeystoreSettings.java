package io.parallax.config;

import io.parallax.config.secret.Keystore;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where the encrypted keystore is.
 *
 * @param file of the keystore
 * @param passphrase reference of the passphrase, {@code file:PATH}, {@code cred:NAME}, {@code env:NAME}, or {@code prompt}
 * @param base what a path of the passphrase counts from
 */
public record KeystoreSettings(Path file, String passphrase, Path base) {
    /** A person types it on the terminal. */
    public static final String PROMPT = "prompt";

    /**
     * Opens it, or begins a new one.
     *
     * @throws io.parallax.config.secret.SecretException when passphrase or file cannot be used
     */
    public Keystore open() {
        try (Secrets secrets = new Secrets(base, System.getenv())) {
            secrets.keystore(this);
            byte[] word = secrets.passphrase();
            try {
                return Keystore.openOrNew(file, word);
            } finally {
                Arrays.fill(word, (byte) 0);
            }
        }
    }
}
