package io.parallax.app.live;

import io.parallax.app.demo.SimMarkets;
import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;
import io.parallax.config.secret.PrivateFile;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.VenueSim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A directory with which every command that wants a configuration can be rehearsed against a running simulator: settings of mode
 * live, its pairs, and its throw-away keys in files as real ones are kept.
 */
public final class SimSetup {
    /** Name of the settings in the directory. */
    public static final String SETTINGS = "parallax.yaml";

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private SimSetup() {}

    /** Makes the directory and its files. @throws IOException when it cannot be written */
    public static void write(Path directory, VenueSim sim) throws IOException {
        Path keys = directory.resolve("keys");
        Files.createDirectories(
                keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        SimMarkets markets = new SimMarkets(sim);
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("polymarket-private-key", TestCredentials.POLYMARKET_PRIVATE_KEY);
        secrets.put("polymarket-api-key", TestCredentials.POLYMARKET_API_KEY);
        secrets.put("polymarket-api-secret", TestCredentials.POLYMARKET_API_SECRET);
        secrets.put("polymarket-api-passphrase", TestCredentials.POLYMARKET_API_PASSPHRASE);
        secrets.put("kalshi-key-id", TestCredentials.KALSHI_KEY_ID);
        secrets.put("kalshi-private-key.pem", TestCredentials.kalshiPrivateKeyPem());
        secrets.put("passphrase", "protects nothing but a rehearsal");
        secrets.forEach((name, value) -> PrivateFile.write(keys.resolve(name), value.getBytes(StandardCharsets.UTF_8)));
        StringBuilder pairs =
                new StringBuilder("# What the simulator lists, as if someone had read its rules.\npairs:\n");
        for (PlannedPair pair : markets.pairs()) {
            append(pairs, pair.pair());
        }
        Files.writeString(directory.resolve("pairs.yaml"), pairs.toString());
        Files.writeString(directory.resolve(SETTINGS), settings(sim, markets));
    }

    /** The shipped profile with the venues of this simulator. */
    private static String settings(VenueSim sim, SimMarkets markets) throws IOException {
        PolymarketSettings polymarket = markets.polymarketSettings();
        return profile()
                        .replace("mode: sim", "mode: live")
                        .replace("sessions: data/sessions", "sessions: sessions")
                        .replace("pairs:\n", "pairs:\n  files: [pairs.yaml]\n  gamma: " + sim.polymarketGamma() + "\n")
                + """

                signing:
                  maxBuyPrice: "$0.99"
                  minSellPrice: "$0.01"
                  maxQty: 5000
                  maxNotional: "$1000.00"
                  maxNotionalPerMinute: "$10000.00"

                keystore:
                  file: keys/keystore.json
                  passphrase: file:keys/passphrase

                paper:
                  level: neutral
                  seed: 1
                  polymarketCash: "$10000.00"
                  kalshiCash: "$10000.00"

                polymarket:
                  rest: %s
                  marketSocket: %s
                  userSocket: %s
                  chainId: %d
                  signatureType: %d
                  funder: "%s"
                  privateKey: file:keys/polymarket-private-key
                  apiKey: file:keys/polymarket-api-key
                  apiSecret: file:keys/polymarket-api-secret
                  apiPassphrase: file:keys/polymarket-api-passphrase

                kalshi:
                  rest: %s
                  socket: %s
                  keyId: file:keys/kalshi-key-id
                  privateKeyPem: file:keys/kalshi-private-key.pem
                """
                        .formatted(
                                polymarket.rest(),
                                polymarket.marketSocket(),
                                polymarket.userSocket(),
                                polymarket.chainId(),
                                polymarket.signatureType(),
                                polymarket.funder(),
                                sim.kalshiRest(),
                                sim.kalshiSocket());
    }

    private static String profile() throws IOException {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/profiles/sim.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void append(StringBuilder out, PairSettings pair) {
        out.append("  - name: ").append(pair.name()).append('\n');
        out.append("    relation: same\n    verdict: same\n    reviewer: simulator\n");
        out.append("    reviewed: ")
                .append(Instant.now().truncatedTo(ChronoUnit.DAYS).toString(), 0, 10)
                .append('\n');
        out.append("    reasons: both listings are made of one text\n");
        out.append("    expires: ").append(instant(pair.resolutionTimeNs())).append('\n');
        out.append("    close: ").append(instant(pair.closeTimeNs())).append('\n');
        out.append("    resolves: ").append(instant(pair.resolutionTimeNs())).append('\n');
        out.append("    maxContracts: 5000\n    enabled: true\n");
        out.append(
                "    outcomes:\n      void: excluded\n      reason: the simulator settles nothing void\n    legs:\n");
        pair.legs().forEach(leg -> append(out, leg));
    }

    private static void append(StringBuilder out, Leg leg) {
        if (leg instanceof Leg.Polymarket market) {
            out.append("      - venue: polymarket\n");
            field(out, "conditionId", market.conditionId());
            field(out, "slug", market.slug());
            field(out, "yesTokenId", market.yesTokenId());
            field(out, "noTokenId", market.noTokenId());
            field(out, "version", market.version());
        } else {
            Leg.Kalshi market = (Leg.Kalshi) leg;
            out.append("      - venue: kalshi\n");
            field(out, "ticker", market.ticker());
            field(out, "series", market.series());
            field(out, "contractTerms", market.contractTerms());
        }
        field(out, "rulesHash", leg.reviewed().rulesHash());
        field(out, "title", leg.reviewed().title());
        field(out, "yesOutcome", leg.reviewed().yesOutcome());
        field(out, "noOutcome", leg.reviewed().noOutcome());
    }

    private static void field(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append("        ")
                    .append(name)
                    .append(": \"")
                    .append(value.replace("\"", "\\\""))
                    .append("\"\n");
        }
    }

    private static String instant(long ns) {
        return Instant.ofEpochSecond(ns / NS_PER_SECOND).toString();
    }
}
