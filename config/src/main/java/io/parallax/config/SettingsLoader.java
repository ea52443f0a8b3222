package io.parallax.config;

import static io.parallax.codecs.units.Micros.ONE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Reads the YAML configuration: strict keys, units in the values, all problems in one report. */
public final class SettingsLoader {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_DAY = 86_400_000L * NS_PER_MS;
    private static final long NS_PER_MINUTE = 60_000 * NS_PER_MS;
    private static final int KEPT_ORDERS = 1_024;
    private static final long MAX_MONEY_MICROS = 1_000_000_000L * ONE;

    private final Violations violations;
    private final Secrets secrets;
    private final Path base;

    private SettingsLoader(Violations violations, Path base, Secrets secrets) {
        this.violations = violations;
        this.secrets = secrets;
        this.base = base;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException when anything in it is wrong
     * @throws IOException when it cannot be read
     */
    public static ParallaxSettings load(Path file) throws IOException {
        return load(file, null, warning -> {});
    }

    /**
     * Reads a file.
     *
     * @param mode to read it in, or null for the mode it names; LIVE only where the file names it too
     * @param warnings is told what is accepted and should not be
     * @throws ConfigException when anything in it is wrong
     * @throws IOException when it cannot be read
     */
    public static ParallaxSettings load(Path file, Mode mode, Consumer<String> warnings) throws IOException {
        return read(file.getFileName().toString(), text(file), directory(file), System.getenv(), mode, warnings);
    }

    /**
     * The section {@code keystore} alone, whatever else is wrong with the file.
     *
     * @throws ConfigException when that section is wrong
     * @throws IOException when the file cannot be read
     */
    public static Optional<KeystoreSettings> keystore(Path file) throws IOException {
        Violations violations = new Violations(file.getFileName().toString());
        Section top = Section.of(text(file), violations);
        Optional<KeystoreSettings> keystore = top.has("keystore")
                ? top.section("keystore").map(in -> keystore(in, directory(file)))
                : Optional.empty();
        violations.throwIfAny();
        return keystore;
    }

    /**
     * What proves that we control the wallet, whatever else the file holds or lacks.
     *
     * @param warnings is told what is accepted and should not be
     * @throws ConfigException when any of it is wrong
     * @throws IOException when the file cannot be read
     */
    public static PolymarketLogin polymarketLogin(Path file, Consumer<String> warnings) throws IOException {
        Violations violations = new Violations(file.getFileName().toString());
        Section top = Section.of(text(file), violations);
        try (Secrets secrets = new Secrets(directory(file), System.getenv())) {
            if (top.has("keystore")) {
                top.section("keystore").ifPresent(in -> secrets.keystore(keystore(in, directory(file))));
            }
            Optional<PolymarketLogin> login = top.section("polymarket")
                    .map(in -> new PolymarketLogin(
                            in.uri("rest", "https", "http"),
                            in.integer("chainId", 1, Integer.MAX_VALUE),
                            in.secret("privateKey", secrets)));
            violations.throwIfAny();
            secrets.warnings().forEach(warnings);
            return login.orElseThrow();
        }
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static String text(Path file) throws IOException {
        Violations violations = new Violations(file.getFileName().toString());
        Optional<String> yaml = ConfigText.read(file, violations);
        violations.throwIfAny();
        return yaml.orElseThrow();
    }

    /** Reads a profile that ships with the program, such as {@code sim}. */
    public static ParallaxSettings profile(String name) {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/profiles/" + name + ".yaml")) {
            if (in == null) {
                throw new ConfigException(List.of("profile " + name + ": there is no such profile"));
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return read(name + ".yaml", yaml, Path.of(""), System.getenv());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParallaxSettings read(String source, String yaml, Path base, Map<String, String> environment) {
        return read(source, yaml, base, environment, null, warning -> {});
    }

    static ParallaxSettings read(
            String source,
            String yaml,
            Path base,
            Map<String, String> environment,
            Mode mode,
            Consumer<String> warnings) {
        Violations violations = new Violations(source);
        Section top = Section.of(yaml, violations);
        try (Secrets secrets = new Secrets(base, environment)) {
            ParallaxSettings settings = new SettingsLoader(violations, base, secrets).whole(top, mode);
            violations.throwIfAny();
            secrets.warnings().forEach(warnings);
            return settings;
        }
    }

    private ParallaxSettings whole(Section top, Mode asked) {
        Mode named = top.oneOf("mode", List.of(Mode.values()));
        top.require(
                asked != Mode.LIVE || named == Mode.LIVE,
                "must be live for --mode live: the file itself has to say it",
                "mode");
        Mode mode = asked == null ? named : asked;
        RuntimeSettings runtime = top.section("runtime").map(this::runtime).orElse(null);
        FeedSettings feed = top.section("feed").map(this::feed).orElse(null);
        RiskSettings risk = top.section("risk").map(this::risk).orElse(null);
        ExposureSettings exposure = top.section("exposure").map(this::exposure).orElse(null);
        AttemptSettings attempts = top.section("attempts").map(this::attempts).orElse(null);
        Optional<PolymarketSettings> polymarket = Optional.empty();
        Optional<KalshiSettings> kalshi = Optional.empty();
        PairsSettings pairs = top.section("pairs")
                .map(section -> pairs(section, mode == Mode.SIM))
                .orElse(null);
        if (top.has("keystore")) {
            top.section("keystore").ifPresent(in -> secrets.keystore(keystore(in, base)));
        }
        if (mode == Mode.SIM) {
            for (String key : List.of("polymarket", "kalshi")) {
                top.require(!top.has(key), "is supplied by the simulator in mode sim, remove it", key);
            }
        } else if (mode != null) {
            polymarket = top.section("polymarket").map(in -> polymarket(in, mode));
            kalshi = top.section("kalshi").map(this::kalshi);
        }
        List<StrategySettings> strategies = strategies(top);
        FeesSettings fees = FeesSettings.SHIPPED;
        if (top.has("fees")) {
            fees = top.section("fees").map(this::fees).orElse(fees);
        }
        Optional<PaperSettings> paper =
                top.has("paper") ? top.section("paper").map(PaperReader::read) : Optional.empty();
        LiveSettings live =
                top.has("live") ? top.section("live").map(this::live).orElse(null) : LiveSettings.TYPED;
        boolean signs = mode == Mode.SHADOW || mode == Mode.LIVE;
        SigningSettings signing = signs || top.has("signing")
                ? top.section("signing").map(this::signing).orElse(null)
                : SigningSettings.unlimited();
        top.finish();
        return violations.isEmpty()
                ? new ParallaxSettings(
                        mode,
                        runtime,
                        feed,
                        risk,
                        exposure,
                        attempts,
                        polymarket,
                        kalshi,
                        pairs,
                        strategies,
                        fees,
                        paper,
                        live,
                        signing)
                : null;
    }

    /** None is listed unless the key is there: without a strategy of its own the engine takes pairs and nothing else. */
    private static List<StrategySettings> strategies(Section top) {
        if (!top.has("strategies")) {
            return List.of();
        }
        List<StrategySettings> strategies = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section in : top.sections("strategies")) {
            StrategySettings strategy = StrategySettings.of(
                    in.matching("name", "[a-z][a-z0-9-]{0,63}", "lower-case letters, digits and dashes"),
                    in.flag("enabled"),
                    in.has("parameters") ? in.scalars("parameters") : Map.of());
            in.finish();
            top.require(names.add(strategy.name()), "two strategies are named " + strategy.name(), "strategies");
            strategies.add(strategy);
        }
        return strategies;
    }

    private RuntimeSettings runtime(Section in) {
        int ringSize = in.integer("ringSize", 64, 65_536);
        in.require(Integer.bitCount(ringSize) == 1, "must be a power of two", "ringSize");
        RuntimeSettings.Layout layout = in.oneOf("layout", List.of(RuntimeSettings.Layout.values()));
        boolean busySpin = in.flag("busySpin");
        Path sessions = Path.of(in.matching("sessions", "[^\\p{Cntrl}]+", "a path"));
        ZoneId zone = zone(in);
        in.finish();
        return new RuntimeSettings(ringSize, layout, busySpin, sessions, zone);
    }

    private static ZoneId zone(Section in) {
        if (!in.has("zone")) {
            return ZoneOffset.UTC;
        }
        String name = in.matching("zone", "[A-Za-z0-9_+/-]{1,64}", "a time zone, such as UTC or America/New_York");
        boolean known = ZoneId.getAvailableZoneIds().contains(name);
        in.require(known, "must be a time zone, such as UTC or America/New_York", "zone");
        return known ? ZoneId.of(name) : ZoneOffset.UTC;
    }

    private FeedSettings feed(Section in) {
        FeedSettings feed = new FeedSettings(
                in.integer("lines", 1, 2),
                in.integer("polymarketMarkets", 1, 250),
                in.integer("kalshiMarkets", 1, 500),
                in.durationNs("maxSilence", 0, NS_PER_DAY),
                in.durationNs("maxSilenceAlone", 0, NS_PER_DAY),
                in.durationNs("bookCheck", 0, NS_PER_DAY),
                in.durationNs("maxClockGap", 0, NS_PER_DAY),
                in.durationNs("maxClockStep", 0, NS_PER_DAY),
                in.integer("reconnectsPerMinute", 1, 600),
                in.durationNs("backoffMin", NS_PER_MS, NS_PER_MINUTE),
                in.durationNs("backoffMax", NS_PER_MS, NS_PER_MINUTE),
                in.flag("compression"),
                in.flag("conflate"));
        in.require(
                feed.maxSilenceAloneNs() == 0 || feed.bookCheckNs() > 0,
                "must be 0s where bookCheck is 0s: nothing would tell a quiet line from a dead one",
                "maxSilenceAlone");
        ordered(in, feed.backoffMinNs(), "backoffMin", feed.backoffMaxNs(), "backoffMax");
        in.finish();
        return feed;
    }

    private RiskSettings risk(Section in) {
        RiskSettings risk = new RiskSettings(
                in.usdMicros("minEdge", 1, ONE),
                in.usdMicros("maxPlausibleEdge", 1, ONE),
                in.durationNs("maxBookAge", NS_PER_MS, NS_PER_DAY),
                in.usdMicros("maxOrderNotional", 1, MAX_MONEY_MICROS),
                in.usdMicros("maxPairNotional", 1, MAX_MONEY_MICROS),
                in.usdMicros("maxVenueNotional", 1, MAX_MONEY_MICROS),
                in.usdMicros("maxTotalNotional", 1, MAX_MONEY_MICROS),
                in.usdMicros("maxDailyLoss", 1, MAX_MONEY_MICROS),
                in.usdMicros("cashBuffer", 0, MAX_MONEY_MICROS),
                in.durationNs("ackDeadline", NS_PER_MS, NS_PER_MINUTE),
                in.usdMicros("hedgeLoss", 0, ONE),
                in.usdMicros("unwindStep", 1, ONE),
                in.integer("unwindMaxSteps", 1, 1_000),
                in.usdMicros("unwindLoss", 0, ONE),
                in.durationNs("maxFeeAge", NS_PER_MS, 365 * NS_PER_DAY),
                in.durationNs("attemptCooldown", 0, NS_PER_DAY),
                in.integer("failFreezeCount", 1, 1_000_000),
                in.durationNs("failFreezeWindow", NS_PER_MS, 365 * NS_PER_DAY),
                in.usdMicros("minNet", 0, MAX_MONEY_MICROS),
                in.percentMicros("minAnnualReturn", 0, 100 * ONE),
                in.percentMicros("unwindChance", 0, ONE),
                in.durationNs("stopBeforeClose", 0, 365 * NS_PER_DAY),
                in.durationNs("maxParity", 0, NS_PER_DAY),
                in.usdMicros("parityBand", 0, ONE),
                in.contractsMicros("confirmContracts", 0, 100_000_000L * ONE),
                in.usdMicros("maxDirectionalNotional", 0, MAX_MONEY_MICROS));
        ordered(in, risk.minEdgeMicros(), "minEdge", risk.maxPlausibleEdgeMicros(), "maxPlausibleEdge");
        ordered(in, risk.maxOrderNotionalMicros(), "maxOrderNotional", risk.maxPairNotionalMicros(), "maxPairNotional");
        ordered(in, risk.maxPairNotionalMicros(), "maxPairNotional", risk.maxVenueNotionalMicros(), "maxVenueNotional");
        ordered(
                in,
                risk.maxVenueNotionalMicros(),
                "maxVenueNotional",
                risk.maxTotalNotionalMicros(),
                "maxTotalNotional");
        ordered(
                in,
                risk.maxDirectionalNotionalMicros(),
                "maxDirectionalNotional",
                risk.maxTotalNotionalMicros(),
                "maxTotalNotional");
        in.finish();
        return risk;
    }

    private ExposureSettings exposure(Section in) {
        ExposureSettings exposure = new ExposureSettings(
                in.usdMicros("maxGapNotional", 1, MAX_MONEY_MICROS),
                in.usdMicros("maxGroupGapNotional", 1, MAX_MONEY_MICROS),
                in.usdMicros("maxProvisionalNotional", 1, MAX_MONEY_MICROS),
                in.usdMicros("maxCollar", 1, ONE),
                in.usdMicros("maxSpread", 1, ONE),
                in.contractsMicros("maxDust", 0, 100_000_000L * ONE),
                in.contractsMicros("maxTotalDust", 0, 100_000_000L * ONE),
                in.contractsMicros("maxNet", 1, 100_000_000L * ONE),
                in.contractsMicros("maxTotalNet", 1, 100_000_000L * ONE));
        ordered(
                in,
                exposure.maxGapNotionalMicros(),
                "maxGapNotional",
                exposure.maxGroupGapNotionalMicros(),
                "maxGroupGapNotional");
        ordered(in, exposure.maxDustMicros(), "maxDust", exposure.maxTotalDustMicros(), "maxTotalDust");
        ordered(in, exposure.maxNetMicros(), "maxNet", exposure.maxTotalNetMicros(), "maxTotalNet");
        in.finish();
        return exposure;
    }

    private AttemptSettings attempts(Section in) {
        AttemptSettings attempts = new AttemptSettings(
                in.integer("maxAttempts", 1, 10_000),
                in.integer("maxPairAttempts", 1, 1_000_000),
                in.durationNs("maxNaked", NS_PER_MS, NS_PER_DAY),
                in.durationNs("rest", 0, NS_PER_DAY),
                in.integer("failHaltCount", 1, 1_000_000),
                in.durationNs("failHaltWindow", NS_PER_MS, 365 * NS_PER_DAY),
                in.integer("rejectFreezeCount", 1, 1_000_000),
                in.integer("revertPauseCount", 1, 1_000_000),
                in.durationNs("revertPauseWindow", NS_PER_MS, 365 * NS_PER_DAY),
                in.percentMicros("revertPauseShare", 0, ONE),
                in.integer("polymarketOrdersPerSecond", 1, 10_000),
                in.integer("kalshiOrdersPerSecond", 1, 10_000),
                in.percentMicros("reservedShare", 0, ONE - 1));
        in.finish();
        return attempts;
    }

    private static void ordered(Section in, long low, String lowKey, long high, String highKey) {
        in.require(low <= high, "must not exceed " + highKey, lowKey, highKey);
    }

    private static KeystoreSettings keystore(Section in, Path base) {
        KeystoreSettings keystore = new KeystoreSettings(
                base.resolve(in.matching("file", "[^\\p{Cntrl}]+", "a path")),
                in.matching(
                        "passphrase",
                        KeystoreSettings.PROMPT + "|(file|cred|env):.+",
                        "prompt, file:PATH, cred:NAME or env:NAME"),
                base);
        in.finish();
        return keystore;
    }

    private SigningSettings signing(Section in) {
        long maxBuyPrice = in.usdMicros("maxBuyPrice", 1, ONE - 1);
        long minSellPrice = in.usdMicros("minSellPrice", 1, ONE - 1);
        long maxQty = in.contractsMicros("maxQty", 1, 100_000_000L * ONE);
        long maxNotional = in.usdMicros("maxNotional", 1, MAX_MONEY_MICROS);
        long perMinute = in.usdMicros("maxNotionalPerMinute", 1, MAX_MONEY_MICROS);
        int noncePairs = in.has("noncePairs") ? in.integer("noncePairs", 0, 4_096) : 0;
        int keptOrders = in.has("keptOrders") ? in.integer("keptOrders", 1, 65_536) : KEPT_ORDERS;
        ArmingSettings arming =
                in.has("ahead") ? in.section("ahead").map(this::arming).orElse(null) : ArmingSettings.OFF;
        ordered(in, maxNotional, "maxNotional", perMinute, "maxNotionalPerMinute");
        in.finish();
        return violations.isEmpty()
                ? new SigningSettings(
                        new SigningLimits(maxBuyPrice, minSellPrice, maxQty, maxNotional, perMinute),
                        noncePairs,
                        keptOrders,
                        arming)
                : null;
    }

    private ArmingSettings arming(Section in) {
        ArmingSettings arming = new ArmingSettings(
                in.usdMicros("nearEdge", 0, ONE),
                in.integer("prices", 1, ArmingSettings.MOST_PRICES),
                in.integer("sizes", 1, ArmingSettings.MOST_SIZES),
                in.durationNs("validFor", 2_000 * NS_PER_MS, 10 * NS_PER_MINUTE),
                in.integer("perSecond", 1, 4_096));
        in.finish();
        return arming;
    }

    private LiveSettings live(Section in) {
        Optional<Path> key = in.has("startKey")
                ? Optional.of(base.resolve(in.matching("startKey", "[^\\p{Cntrl}]+", "a path")))
                : Optional.empty();
        in.finish();
        return new LiveSettings(key);
    }

    /** On paper nobody has to be anybody at Polymarket: its market data are public. */
    private PolymarketSettings polymarket(Section in, Mode mode) {
        BiFunction<String, Secrets, Secret> secret = mode == Mode.PAPER ? in::optionalSecret : in::secret;
        PolymarketSettings settings = new PolymarketSettings(
                in.uri("rest", "https", "http"),
                in.uri("marketSocket", "wss", "ws"),
                in.uri("userSocket", "wss", "ws"),
                in.integer("chainId", 1, Integer.MAX_VALUE),
                in.integer("signatureType", 0, 3),
                in.matching("funder", "0x[0-9a-fA-F]{40}", "an address: 0x and 40 hex digits"),
                secret.apply("privateKey", secrets),
                secret.apply("apiKey", secrets),
                secret.apply("apiSecret", secrets),
                secret.apply("apiPassphrase", secrets),
                in.has("tier") ? in.oneOf("tier", List.of(PolymarketTier.values())) : PolymarketTier.STANDARD,
                http(in));
        in.finish();
        return settings;
    }

    private KalshiSettings kalshi(Section in) {
        KalshiSettings settings = new KalshiSettings(
                in.uri("rest", "https", "http"),
                in.uri("socket", "wss", "ws"),
                in.secret("keyId", secrets),
                in.secret("privateKeyPem", secrets),
                kalshiTuning(in),
                http(in));
        in.finish();
        return settings;
    }

    /** None of it is needed: what is absent is as usual. */
    private KalshiTuning kalshiTuning(Section in) {
        KalshiTuning usual = KalshiTuning.USUAL;
        long toleranceNs = in.has("clockTolerance")
                ? in.durationNs("clockTolerance", KalshiTuning.MIN_TOLERANCE_NS, KalshiTuning.MAX_TOLERANCE_NS)
                : usual.clockToleranceNs();
        long refreshNs = in.has("signatureRefresh")
                ? in.durationNs("signatureRefresh", KalshiTuning.MIN_REFRESH_NS, KalshiTuning.MAX_REFRESH_NS)
                : usual.signatureRefreshNs();
        long limit = in.has("orderGroupLimit")
                ? in.integer("orderGroupLimit", 0, KalshiTuning.MAX_GROUP_LIMIT)
                : usual.orderGroupLimit();
        KalshiTier tier = in.has("tier") ? in.oneOf("tier", List.of(KalshiTier.values())) : usual.tier();
        in.require(
                refreshNs < toleranceNs / 2,
                "must be below half of clockTolerance, for which a signature is used: lower it, or raise the tolerance",
                "signatureRefresh",
                "clockTolerance");
        return violations.isEmpty() ? new KalshiTuning(toleranceNs, refreshNs, limit, tier) : usual;
    }

    private static HttpMode http(Section in) {
        return in.has("http")
                ? HttpMode.of(in.matching("http", "auto|1\\.1|2", "auto, 1.1 or 2"))
                        .orElse(HttpMode.AUTO)
                : HttpMode.AUTO;
    }

    private FeesSettings fees(Section in) {
        FeesSettings fees =
                new FeesSettings(in.texts("files").stream().map(base::resolve).toList());
        in.finish();
        return fees;
    }

    private PairsSettings pairs(Section in, boolean simulated) {
        List<Path> files = List.of();
        Optional<URI> gamma = Optional.empty();
        if (simulated) {
            for (String key : List.of("files", "gamma")) {
                in.require(!in.has(key), "is supplied by the simulator in mode sim, remove it", key);
            }
        } else {
            files = in.texts("files").stream().map(base::resolve).toList();
            gamma = Optional.ofNullable(in.uri("gamma", "https", "http"));
        }
        PairsSettings pairs = new PairsSettings(files, in.durationNs("checkEvery", NS_PER_MS, NS_PER_DAY), gamma);
        in.finish();
        return pairs;
    }
}
