package io.parallax.app.cli;

import io.parallax.config.KeystoreSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.config.secret.Keystore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which keystore: that of a configuration, or a file and how its passphrase is had. */
final class KeystoreOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration whose section keystore names it")
    private Path config;

    @Option(names = "--keystore", paramLabel = "FILE", description = "the keystore, made where there is none")
    private Path keystore;

    @Option(
            names = "--passphrase",
            paramLabel = "REFERENCE",
            defaultValue = KeystoreSettings.PROMPT,
            description = "with --keystore: file:PATH, cred:NAME or prompt; default ${DEFAULT-VALUE}")
    private String passphrase;

    Optional<Path> config() {
        return Optional.ofNullable(config).map(Options::readable);
    }

    /** Opened or begun. */
    Keystore open() throws IOException {
        return settings().open();
    }

    Path file() throws IOException {
        return settings().file();
    }

    private KeystoreSettings settings() throws IOException {
        if (keystore != null) {
            if (!passphrase.matches(KeystoreSettings.PROMPT + "|(file|cred):.+")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--passphrase: must be prompt, file:PATH or cred:NAME, never the word itself");
            }
            return new KeystoreSettings(
                    keystore.toAbsolutePath(), passphrase, Path.of("").toAbsolutePath());
        }
        if (config == null) {
            throw new ParameterException(spec.commandLine(), "name the keystore: --keystore FILE, or --config FILE");
        }
        return SettingsLoader.keystore(Options.readable(config))
                .orElseThrow(() -> new CliException(
                        ExitCode.CONFIG, config + ": has no section keystore with file and passphrase"));
    }
}
