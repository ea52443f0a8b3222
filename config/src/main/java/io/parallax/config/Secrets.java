package io.parallax.config;

import io.parallax.config.secret.Keystore;
import io.parallax.config.secret.PrivateFile;
import io.parallax.config.secret.SecretException;
import io.parallax.config.secret.SystemdCredential;
import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds the value behind a secret's reference. Paths count from the configuration file.
 *
 * <pre>
 *   file:PATH        a file of mode 0600, ours, no symbolic link
 *   cred:NAME        a credential of systemd
 *   keystore:NAME    an entry of the encrypted keystore
 *   env:NAME         a variable of the environment, with a warning: children and crash reports see it
 * </pre>
 */
final class Secrets implements AutoCloseable {
    /** How a secret may be named. */
    static final String FORMS = "file:PATH, cred:NAME, keystore:NAME or env:NAME";

    private final Path base;
    private final Map<String, String> environment;
    private final List<String> warnings = new ArrayList<>();
    private KeystoreSettings keystoreSettings;
    private Keystore keystore;

    Secrets(Path base, Map<String, String> environment) {
        this.base = base;
        this.environment = environment;
    }

    /** Entries come from this keystore, which is opened when the first is asked for. */
    void keystore(KeystoreSettings settings) {
        keystoreSettings = settings;
    }

    static boolean isReference(String text) {
        return text.matches("(file|cred|keystore|env):.+");
    }

    /** @throws SecretException naming what is wrong and the remedy */
    Secret resolve(String reference) {
        int colon = reference.indexOf(':');
        String name = reference.substring(colon + 1);
        byte[] value =
                switch (reference.substring(0, colon)) {
                    case "env" -> environment(name);
                    case "cred" -> SystemdCredential.read(environment, name);
                    case "keystore" -> keystore().get(name);
                    default -> PrivateFile.read(base.resolve(name));
                };
        byte[] stripped = strip(value);
        if (stripped.length == 0) {
            throw new SecretException(reference + ": is empty");
        }
        return Secret.of(stripped);
    }

    private byte[] environment(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new SecretException("is not set; export it, or better keep the secret in a file");
        }
        warnings.add(
                "env:" + name
                        + ": a secret in the environment is seen by child processes and crash reports; use file:, cred: or keystore:");
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private Keystore keystore() {
        if (keystore == null) {
            if (keystoreSettings == null) {
                throw new SecretException("there is no section keystore with file and passphrase");
            }
            byte[] passphrase = passphrase();
            try {
                keystore = Keystore.open(keystoreSettings.file(), passphrase);
            } finally {
                Arrays.fill(passphrase, (byte) 0);
            }
        }
        return keystore;
    }

    /** What the keystore is encrypted with. @throws SecretException when it cannot be had */
    byte[] passphrase() {
        String reference = keystoreSettings.passphrase();
        if (reference.equals(KeystoreSettings.PROMPT)) {
            return prompt("passphrase of " + keystoreSettings.file() + ": ");
        }
        try (Secret secret = resolve(reference)) {
            return secret.bytes();
        }
    }

    private static byte[] prompt(String question) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", question);
        if (typed == null) {
            throw new SecretException(
                    "keystore.passphrase: prompt, and there is no terminal to ask on; name it as file:PATH or cred:NAME");
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        byte[] passphrase = new byte[bytes.remaining()];
        bytes.get(passphrase);
        Arrays.fill(bytes.array(), (byte) 0);
        Arrays.fill(typed, '\0');
        return passphrase;
    }

    /** What a person should know of where secrets came from. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Without white space at both ends; wipes what it was given. */
    static byte[] strip(byte[] value) {
        int from = 0;
        int to = value.length;
        while (from < to && value[from] >= 0 && value[from] <= ' ') {
            from++;
        }
        while (to > from && value[to - 1] >= 0 && value[to - 1] <= ' ') {
            to--;
        }
        byte[] stripped = Arrays.copyOfRange(value, from, to);
        Arrays.fill(value, (byte) 0);
        return stripped;
    }

    @Override
    public void close() {
        if (keystore != null) {
            keystore.close();
        }
    }
}
