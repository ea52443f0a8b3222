package io.parallax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.config.secret.Keystore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
    private static final String VENUES =
            """
            polymarket:
              rest: https://clob.polymarket.com
              marketSocket: wss://ws-subscriptions-clob.polymarket.com/ws/market
              userSocket: wss://ws-subscriptions-clob.polymarket.com/ws/user
              chainId: 137
              signatureType: 2
              funder: "0x1111111111111111111111111111111111111111"
              privateKey: env:PM_KEY
              apiKey: env:PM_KEY
              apiSecret: env:PM_KEY
              apiPassphrase: env:PM_KEY
            kalshi:
              rest: https://api.elections.kalshi.com/trade-api/v2
              socket: wss://api.elections.kalshi.com/trade-api/ws/v2
              keyId: env:PM_KEY
              privateKeyPem: file:kalshi.pem
            signing:
              maxBuyPrice: "$0.99"
              minSellPrice: "$0.01"
              maxQty: 5000
              maxNotional: "$1000.00"
              maxNotionalPerMinute: "$10000.00"
            pairs:
              files: [pairs, more/rain.yaml]
              gamma: https://gamma-api.polymarket.com
              checkEvery: 30m
            """;

    private static String profile() throws IOException {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/profiles/sim.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The profile in mode live, without what VENUES brings. */
    private static String live() throws IOException {
        String sim = profile().replace("mode: sim", "mode: live");
        return sim.substring(0, sim.indexOf("pairs:\n"));
    }

    private static ParallaxSettings read(String yaml) {
        return SettingsLoader.read("sim.yaml", yaml, Path.of(""), Map.of("PM_KEY", "hush"));
    }

    private static List<String> problems(String yaml) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(refused).as("expected to be refused").isNotNull();
        return refused.problems();
    }

    @Test
    void shouldReadShippedProfile() {
        ParallaxSettings settings = SettingsLoader.profile("sim");
        assertThat(settings.mode()).isEqualTo(Mode.SIM);
        assertThat(settings.runtime().layout()).isEqualTo(RuntimeSettings.Layout.COMPACT);
        assertThat(settings.risk().maxOrderNotionalMicros()).isEqualTo(250_000_000L);
        assertThat(settings.risk().ackDeadlineNs()).isEqualTo(2_000_000_000L);
        assertThat(settings.risk().minNetMicros()).isEqualTo(10_000L);
        assertThat(settings.risk().maxParityNs()).isEqualTo(60_000_000_000L);
        assertThat(settings.risk().confirmQtyMicros()).isEqualTo(10_000_000L);
        assertThat(settings.risk().maxDirectionalNotionalMicros()).isZero();
        assertThat(settings.pairs().files()).isEmpty();
    }

    @Test
    void shouldReadSharesInPercent() throws IOException {
        RiskSettings risk = read(profile()
                        .replace("minAnnualReturn: 0%", "minAnnualReturn: 12.5%")
                        .replace("unwindChance: 1%", "unwindChance: 0.0001%"))
                .risk();
        assertThat(risk.minAnnualReturnMicros()).isEqualTo(125_000L);
        assertThat(risk.unwindChanceMicros()).isEqualTo(1L);
    }

    @Test
    void shouldRefuseSharesThatAreNoneOrTooMany() throws IOException {
        String yaml = profile()
                .replace("minAnnualReturn: 0%", "minAnnualReturn: 0.1")
                .replace("unwindChance: 1%", "unwindChance: 101%")
                .replace("maxDirectionalNotional: \"$0.00\"", "maxDirectionalNotional: \"$15000.01\"");
        assertThat(problems(yaml))
                .hasSize(3)
                .anyMatch(p -> p.contains("risk.minAnnualReturn=0.1: a share is written as 5% or 0.25%"))
                .anyMatch(p -> p.contains("risk.unwindChance=101%: must be from 0% to 100%"))
                .anyMatch(p -> p.contains("risk.maxDirectionalNotional: must not exceed maxTotalNotional"));
    }

    @Test
    void shouldReportEveryProblemAtOnceWithItsLine() throws IOException {
        String yaml = profile()
                .replace("ringSize: 4096", "ringSize: 4095")
                .replace("maxOrderNotional: \"$250.00\"", "maxOrderNotionl: \"$250.00\"")
                .replace("ackDeadline: 2s", "ackDeadline: 2 seconds")
                .replace("cashBuffer: \"$100.00\"", "cashBuffer: 100")
                .replace("maxPairNotional: \"$2000.00\"", "maxPairNotional: \"$9000.00\"")
                .replace("unwindMaxSteps: 25", "unwindMaxSteps: 0");
        List<String> lines = yaml.lines().toList();
        List<String> problems = problems(yaml);
        assertThat(problems)
                .hasSize(7)
                .anyMatch(p -> p.startsWith("sim.yaml:" + lineOf(lines, "ringSize") + ": ")
                        && p.endsWith("runtime.ringSize: must be a power of two"))
                .anyMatch(p -> p.contains("risk.maxOrderNotional: missing"))
                .anyMatch(p -> p.startsWith("sim.yaml:" + lineOf(lines, "maxOrderNotionl") + ": ")
                        && p.contains("unknown key, did you mean maxOrderNotional?"))
                .anyMatch(p -> p.contains("risk.ackDeadline=2 seconds: a duration is written as"))
                .anyMatch(p -> p.contains("risk.cashBuffer=100: an amount of money is written as"))
                .anyMatch(p -> p.contains("risk.maxPairNotional: must not exceed maxVenueNotional"))
                .anyMatch(p -> p.contains("risk.unwindMaxSteps=0: must be from 1 to 1000"));
    }

    private static int lineOf(List<String> lines, String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(key + ":")) {
                return i + 1;
            }
        }
        throw new AssertionError(key);
    }

    @Test
    void shouldRefuseKeyWrittenTwice() throws IOException {
        assertThat(problems(profile() + "mode: sim\n"))
                .singleElement()
                .asString()
                .contains("mode: written twice");
    }

    @Test
    void shouldSayWhereTextIsNotYaml() {
        assertThat(problems("mode: sim\nrisk: [1, 2\n"))
                .singleElement()
                .asString()
                .contains("not YAML");
        assertThat(problems("")).containsExactly("sim.yaml:1: the file is empty; write it, see profiles/sim.yaml");
        assertThat(problems("- sim\n")).singleElement().asString().contains("expected a mapping");
    }

    @Test
    void shouldReadVenuesAndPairsOutsideSim(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "pem text\n");
        String yaml = live() + VENUES;
        ParallaxSettings settings = SettingsLoader.read("live.yaml", yaml, base, Map.of("PM_KEY", "hush"));
        assertThat(settings.pairs().files()).containsExactly(base.resolve("pairs"), base.resolve("more/rain.yaml"));
        assertThat(settings.pairs().checkNs()).isEqualTo(1_800_000_000_000L);
        assertThat(settings.pairs().gamma()).hasToString("Optional[https://gamma-api.polymarket.com]");
        assertThat(settings.kalshi().orElseThrow().privateKeyPem().reveal()).isEqualTo("pem text");
        assertThat(ConfigHash.rendering(settings)).doesNotContain("hush").contains("pairs.checkNs=1800000000000");
    }

    @Test
    void shouldReadWhatDiffersByAccountAndTakeTheUsualElse(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "pem text\n");
        Map<String, String> environment = Map.of("PM_KEY", "hush");
        ParallaxSettings usual = SettingsLoader.read("live.yaml", live() + VENUES, base, environment);
        assertThat(usual.kalshi().orElseThrow().tuning()).isEqualTo(KalshiTuning.USUAL);
        assertThat(usual.polymarket().orElseThrow().tier()).isEqualTo(PolymarketTier.STANDARD);
        String own = live()
                + VENUES.replace("  chainId: 137\n", "  chainId: 137\n  tier: silver\n")
                        .replace(
                                "  privateKeyPem: file:kalshi.pem\n",
                                "  privateKeyPem: file:kalshi.pem\n  clockTolerance: 4s\n  signatureRefresh: 250ms\n"
                                        + "  orderGroupLimit: 500\n  tier: premier\n");
        ParallaxSettings settings = SettingsLoader.read("live.yaml", own, base, environment);
        assertThat(settings.kalshi().orElseThrow().tuning())
                .isEqualTo(new KalshiTuning(4_000_000_000L, 250_000_000L, 500, KalshiTier.PREMIER));
        assertThat(settings.polymarket().orElseThrow().tier()).isEqualTo(PolymarketTier.SILVER);
        assertThat(ConfigHash.rendering(settings))
                .contains("kalshi.tuning.orderGroupLimit=500", "kalshi.tuning.tier=PREMIER", "polymarket.tier=SILVER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clockTolerance: 20s|kalshi.clockTolerance|must be from 1s to 15s",
                "signatureRefresh: 10ms|kalshi.signatureRefresh|must be from 50ms to 1s",
                "clockTolerance: 1s|kalshi.signatureRefresh|must be below half of clockTolerance",
                "orderGroupLimit: 1000001|kalshi.orderGroupLimit|must be from 0 to 1000000",
                "tier: gold|kalshi.tier|must be one of basic, advanced, expert",
                "tierr: basic|kalshi.tierr|did you mean tier?"
            })
    void shouldRefuseWhatKalshiCannotBeWithTheRemedy(String line, String key, String remedy, @TempDir Path base)
            throws IOException {
        privateFile(base.resolve("kalshi.pem"), "pem text\n");
        String yaml = live()
                + VENUES.replace(
                        "  privateKeyPem: file:kalshi.pem\n", "  privateKeyPem: file:kalshi.pem\n  " + line + "\n");
        ConfigException refused = catchThrowableOfType(
                ConfigException.class, () -> SettingsLoader.read("live.yaml", yaml, base, Map.of("PM_KEY", "hush")));
        assertThat(refused.problems()).singleElement().asString().contains(key).contains(remedy);
    }

    @Test
    void shouldTakeTheShippedFeeTablesUnlessOthersAreNamed(@TempDir Path base) throws IOException {
        assertThat(read(profile()).fees()).isEqualTo(FeesSettings.SHIPPED);
        String own = profile() + "fees:\n  files: [mine/kalshi.yaml]\n";
        assertThat(SettingsLoader.read("own.yaml", own, base, Map.of()).fees().files())
                .containsExactly(base.resolve("mine/kalshi.yaml"));
        assertThat(problems(profile() + "fees:\n  file: x.yaml\n")).anyMatch(problem -> problem.contains("fees.file"));
    }

    @Test
    void shouldRefuseSecretWrittenOutWithoutRepeatingIt(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "pem text\n");
        String yaml = live() + VENUES.replace("keyId: env:PM_KEY", "keyId: 5e7ab0c4");
        ConfigException refused = catchThrowableOfType(
                ConfigException.class, () -> SettingsLoader.read("live.yaml", yaml, base, Map.of("PM_KEY", "hush")));
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("env:NAME")
                .doesNotContain("5e7ab0c4");
    }

    @Test
    void shouldRefuseVenuesInModeSim() throws IOException {
        assertThat(problems(profile().replace("pairs:\n", "pairs:\n  files: []\n")))
                .singleElement()
                .asString()
                .contains("supplied by the simulator");
    }

    @Test
    void shouldHashEffectNotSpelling() throws IOException {
        byte[] hash = ConfigHash.sha256(read(profile()));
        String respelled = profile().replace("ackDeadline: 2s", "ackDeadline: 2000ms   # the same");
        assertThat(ConfigHash.sha256(read(respelled))).isEqualTo(hash);
        assertThat(ConfigHash.sha256(read(profile().replace("ackDeadline: 2s", "ackDeadline: 3s"))))
                .isNotEqualTo(hash);
    }

    private static final String STRATEGIES =
            """

            strategies:
              - name: threshold
                enabled: true
                parameters:
                  stop: $0.05
                  excludedCategories:
              - name: other
                enabled: false
            """;

    @Test
    void shouldReadStrategiesInOrder() throws IOException {
        assertThat(read(profile()).strategies()).isEmpty();
        ParallaxSettings settings = read(profile() + STRATEGIES);
        assertThat(settings.strategies())
                .containsExactly(
                        StrategySettings.of(
                                "threshold", true, java.util.Map.of("stop", "$0.05", "excludedCategories", "")),
                        StrategySettings.of("other", false, java.util.Map.of()));
        assertThat(ConfigHash.rendering(settings)).contains("strategies[0].parameters.stop=$0.05\n");
        assertThat(ConfigHash.sha256(settings))
                .isNotEqualTo(ConfigHash.sha256(read(profile() + STRATEGIES.replace("$0.05", "$0.06"))));
    }

    @Test
    void shouldSignNothingAheadUnlessToldWhich() throws IOException {
        String signing = VENUES.substring(VENUES.indexOf("signing:"), VENUES.indexOf("pairs:"));
        String ahead =
                "  ahead:\n    nearEdge: $0.02\n    prices: 2\n    sizes: 3\n    validFor: 10s\n    perSecond: 20\n";
        assertThat(read(profile()).signing().arming()).isEqualTo(ArmingSettings.OFF);
        assertThat(read(profile() + signing).signing().arming()).isEqualTo(ArmingSettings.OFF);
        assertThat(read(profile() + signing + ahead).signing().arming())
                .isEqualTo(new ArmingSettings(20_000, 2, 3, 10_000_000_000L, 20));
        assertThat(problems(profile()
                        + signing
                        + ahead.replace("sizes: 3", "sizes: 4")
                                .replace("validFor: 10s", "validFor: 1s")
                                .replace("prices: 2", "prices: 9")))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("signing.ahead.sizes=4"))
                .anyMatch(problem -> problem.contains("signing.ahead.validFor"))
                .anyMatch(problem -> problem.contains("signing.ahead.prices=9"));
    }

    @Test
    void shouldRefuseStrategiesThatAreNone() throws IOException {
        String yaml = profile()
                + STRATEGIES
                        .replace("name: other", "name: threshold")
                        .replace("stop: $0.05", "stop: [1, 2]")
                        .replace("enabled: false", "enabled: maybe\n    parameter: x");
        assertThat(problems(yaml))
                .hasSize(4)
                .anyMatch(p -> p.contains("strategies[0].parameters.stop: must be one text"))
                .anyMatch(p -> p.contains("strategies[1].enabled=maybe"))
                .anyMatch(p -> p.contains("strategies[1].parameter: unknown key, did you mean parameters?"))
                .anyMatch(p -> p.contains("strategies: two strategies are named threshold"));
    }

    private static void privateFile(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void shouldRefuseSecretFileOpenToOthersByNameModeAndRemedy(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "the content\n");
        Files.setPosixFilePermissions(base.resolve("kalshi.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> SettingsLoader.read("live.yaml", live() + VENUES, base, Map.of("PM_KEY", "hush")));
        assertThat(refused.isOfCredentials()).isTrue();
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("kalshi.pem", "0644", "chmod 600")
                .doesNotContain("the content");
    }

    @Test
    void shouldWarnOfSecretsInTheEnvironment(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "pem text\n");
        List<String> warnings = new ArrayList<>();
        SettingsLoader.read("live.yaml", live() + VENUES, base, Map.of("PM_KEY", "hush"), null, warnings::add);
        assertThat(warnings).hasSize(5).allMatch(line -> line.contains("env:PM_KEY") && !line.contains("hush"));
    }

    @Test
    void shouldReadSecretsFromKeystoreAndCredentials(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "from systemd\n");
        privateFile(base.resolve("word"), "a long enough passphrase\n");
        KeystoreSettings settings = new KeystoreSettings(base.resolve("keys.json"), "file:word", base);
        try (Keystore store = settings.open()) {
            store.put("polymarket.key", "from the store".getBytes(StandardCharsets.UTF_8));
            store.save();
        }
        String yaml = live()
                + VENUES.replace("privateKey: env:PM_KEY", "privateKey: keystore:polymarket.key")
                        .replace("privateKeyPem: file:kalshi.pem", "privateKeyPem: cred:kalshi.pem")
                + "keystore:\n  file: keys.json\n  passphrase: file:word\n";
        ParallaxSettings read = SettingsLoader.read(
                "live.yaml", yaml, base, Map.of("PM_KEY", "hush", "CREDENTIALS_DIRECTORY", base.toString()));
        assertThat(read.polymarket().orElseThrow().privateKey().reveal()).isEqualTo("from the store");
        assertThat(read.kalshi().orElseThrow().privateKeyPem().reveal()).isEqualTo("from systemd");
        assertThat(read.toString()).doesNotContain("from the store").doesNotContain("from systemd");
    }

    @Test
    void shouldLetOptionNarrowTheModeAndNeverWidenIt(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "pem text\n");
        Map<String, String> environment = Map.of("PM_KEY", "hush");
        String live = live() + VENUES;
        assertThat(SettingsLoader.read("l.yaml", live, base, environment, Mode.SHADOW, line -> {})
                        .mode())
                .isEqualTo(Mode.SHADOW);
        String paper = live.replace("mode: live", "mode: paper");
        assertThatThrownBy(() -> SettingsLoader.read("p.yaml", paper, base, environment, Mode.LIVE, line -> {}))
                .hasMessageContaining("the file itself has to say it");
    }

    @Test
    void shouldNeedNoPolymarketKeysOnPaper(@TempDir Path base) throws IOException {
        privateFile(base.resolve("kalshi.pem"), "pem text\n");
        String paper = (live() + VENUES)
                .replace("mode: live", "mode: paper")
                .replaceAll("(?m)^ *(privateKey|apiKey|apiSecret|apiPassphrase): env.*\\R", "");
        ParallaxSettings read = SettingsLoader.read("p.yaml", paper, base, Map.of("PM_KEY", "hush"));
        assertThat(read.polymarket().orElseThrow().apiKey().isEmpty()).isTrue();
    }

    @Test
    void shouldReadWhichHttpIsSpokenToAVenue() throws IOException {
        String venues = VENUES.replace("file:kalshi.pem", "env:PM_KEY");
        ParallaxSettings usual = read(live() + venues);
        assertThat(usual.polymarket().orElseThrow().http()).isEqualTo(HttpMode.AUTO);
        assertThat(usual.kalshi().orElseThrow().http()).isEqualTo(HttpMode.AUTO);
        ParallaxSettings chosen = read(live()
                + venues.replace("chainId: 137", "chainId: 137\n  http: 2")
                        .replace("keyId: env:PM_KEY", "keyId: env:PM_KEY\n  http: 1.1"));
        assertThat(chosen.polymarket().orElseThrow().http()).isEqualTo(HttpMode.HTTP_2);
        assertThat(chosen.kalshi().orElseThrow().http()).isEqualTo(HttpMode.HTTP_1_1);
        assertThat(problems(live() + venues.replace("chainId: 137", "chainId: 137\n  http: 3")))
                .singleElement()
                .asString()
                .contains("polymarket.http=3")
                .contains("auto, 1.1 or 2");
    }
}
