package io.parallax.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.keys.ApiCredentials;
import io.parallax.app.keys.ApiKeyLogin;
import io.parallax.app.keys.KeyKind;
import io.parallax.app.keys.KeyReview;
import io.parallax.app.live.Accounts;
import io.parallax.app.live.StartToken;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.Secret;
import io.parallax.config.SettingsLoader;
import io.parallax.config.secret.Keystore;
import io.parallax.config.secret.PrivateFile;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keys: kept, looked at, derived. Prints none. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Keeps, checks and derives keys; never prints one.",
        subcommands = {
            KeysCommand.Import.class,
            KeysCommand.Names.class,
            KeysCommand.Check.class,
            KeysCommand.Derive.class,
            KeysCommand.SignStart.class
        })
final class KeysCommand implements Runnable {
    private static final String NAME = "[A-Za-z][A-Za-z0-9._-]{0,63}";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is needed: import, list, check, derive or sign-start");
    }

    /** Puts a secret into the keystore. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Puts a secret of a file into the encrypted keystore.")
    static final class Import implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "under which settings name it: keystore:NAME")
        private String name;

        @Option(names = "--from", paramLabel = "FILE", required = true, description = "file of mode 0600 that holds it")
        private Path from;

        @Mixin
        private KeystoreOptions keystore;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            if (!name.matches(NAME)) {
                throw new ParameterException(
                        spec.commandLine(), "NAME=" + name + ": must be letters, digits, dot, dash and underscore");
            }
            byte[] secret = PrivateFile.read(from);
            try (Keystore store = keystore.open()) {
                store.put(name, secret);
                store.save();
                String kind = KeyKind.of(secret);
                output.print(
                        name + "  " + kind + "  in " + keystore.file() + System.lineSeparator() + "remove " + from
                                + " once it is kept elsewhere too: shred -u " + from,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", name)
                                .put("kind", kind)
                                .put("keystore", keystore.file().toString()));
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
            return ExitCode.OK.code();
        }
    }

    /** What the keystore holds. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Names what the keystore holds.")
    static final class Names implements Callable<Integer> {
        @Mixin
        private KeystoreOptions keystore;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            try (Keystore store = keystore.open()) {
                ArrayNode names = JsonNodeFactory.instance.arrayNode();
                store.names().forEach(names::add);
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                json.set("names", names);
                output.print(String.join(System.lineSeparator(), store.names()), json);
            }
            return ExitCode.OK.code();
        }
    }

    /** What the configured keys are. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description =
                    "Tells of each configured key its kind, address or fingerprint, and whether it fits; asks no venue.")
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private ConfigOption config;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            ParallaxSettings settings = config.load(null);
            config.warnings().forEach(it -> spec.commandLine().getErr().println("parallax: warning: " + it));
            List<KeyReview> reviews;
            try {
                reviews = KeyReview.of(settings);
            } finally {
                settings.wipe();
            }
            StringBuilder text = new StringBuilder();
            ArrayNode keys = JsonNodeFactory.instance.arrayNode();
            for (KeyReview review : reviews) {
                text.append(String.format("%-24s %s%n", review.name(), review.what()));
                keys.addObject()
                        .put("name", review.name())
                        .put("what", review.what())
                        .put("problem", review.problem());
            }
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.set("keys", keys);
            output.print(text.append(reviews.size()).append(" keys").toString(), json);
            boolean wrong = false;
            for (KeyReview review : reviews) {
                if (!review.problem().isEmpty()) {
                    wrong = true;
                    spec.commandLine().getErr().println("parallax: " + review.name() + ": " + review.problem());
                }
            }
            return (wrong ? ExitCode.CREDENTIALS : ExitCode.OK).code();
        }
    }

    /** Polymarket's API credentials by the wallet's signature. */
    @Command(
            name = "derive",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description =
                    "Asks Polymarket for the API credentials of the configured wallet and puts them into the keystore.")
    static final class Derive implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private KeystoreOptions keystore;

        @Option(
                names = "--nonce",
                paramLabel = "N",
                defaultValue = "0",
                description = "which set; default ${DEFAULT-VALUE}")
        private int nonce;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            Options.range(spec, "--nonce", nonce, 0, Integer.MAX_VALUE);
            Path config = keystore.config()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--config FILE is needed: it names address, chain and key of the wallet"));
            try (Keystore store = keystore.open();
                    ApiCredentials given = credentials(config)) {
                keep(store, "polymarket.apiKey", given.apiKey());
                keep(store, "polymarket.apiSecret", given.secret());
                keep(store, "polymarket.apiPassphrase", given.passphrase());
                store.save();
                String id = Accounts.fingerprint(given.apiKey().reveal());
                output.print(
                        "polymarket.apiKey " + id + ", apiSecret and apiPassphrase are in " + keystore.file()
                                + System.lineSeparator()
                                + "name them keystore:polymarket.apiKey, keystore:polymarket.apiSecret,"
                                + " keystore:polymarket.apiPassphrase",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("apiKey", id)
                                .put("keystore", keystore.file().toString()));
            }
            return ExitCode.OK.code();
        }

        private static void keep(Keystore store, String name, Secret secret) {
            byte[] bytes = secret.bytes();
            store.put(name, bytes);
            Arrays.fill(bytes, (byte) 0);
        }

        private ApiCredentials credentials(Path config) throws IOException {
            try {
                return new ApiKeyLogin(SettingsLoader.polymarketLogin(config, this::warn), EpochClock.system())
                        .derive(nonce);
            } catch (IllegalArgumentException e) {
                throw new CliException(ExitCode.CREDENTIALS, e.getMessage(), e);
            } catch (ReferenceException e) {
                throw new CliException(ExitCode.VENUE_FAILED, e.getMessage(), e);
            } catch (ApiKeyLogin.Refused e) {
                ExitCode code =
                        switch (e.status()) {
                            case 401 -> ExitCode.WRONG_KEY;
                            case 403 -> ExitCode.BLOCKED;
                            default -> ExitCode.VENUE_FAILED;
                        };
                throw new CliException(
                        code,
                        e.getMessage() + "; a wrong key, chainId or clock is refused with 401, and the edge with 403",
                        e);
            }
        }

        private void warn(String warning) {
            spec.commandLine().getErr().println("parallax: warning: " + warning);
        }
    }

    /** An operator's consent to one start. */
    @Command(
            name = "sign-start",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Signs a start of mode live with the operator's key, for ./parallax run --confirm-token.")
    static final class SignStart implements Callable<Integer> {
        private static final int MAX_MINUTES = (int) StartToken.LONGEST.toMinutes();

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--plan",
                paramLabel = "HASH",
                required = true,
                description = "as ./parallax run --plan prints it")
        private String plan;

        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "Ed25519 private key, PEM, mode 0600")
        private Path key;

        @Option(names = "--minutes", paramLabel = "N", defaultValue = "15", description = "how long it may be used")
        private int minutes;

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "the token")
        private Path out;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            Options.range(spec, "--minutes", minutes, 1, MAX_MINUTES);
            if (!plan.matches("[0-9a-f]{64}")) {
                throw new ParameterException(spec.commandLine(), "--plan=" + plan + ": must be 64 hex digits");
            }
            byte[] pem = PrivateFile.read(key);
            try {
                Instant until = Instant.now().plus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.SECONDS);
                PrivateFile.write(out, StartToken.sign(plan, until, pem).json());
                output.print(
                        out + "  good until " + until,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("token", out.toString())
                                .put("notAfter", until.toString()));
            } finally {
                Arrays.fill(pem, (byte) 0);
            }
            return ExitCode.OK.code();
        }
    }
}
