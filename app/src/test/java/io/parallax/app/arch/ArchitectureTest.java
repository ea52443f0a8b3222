package io.parallax.app.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package arrows of the design; Maven holds those between modules. */
@AnalyzeClasses(packages = "io.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] OUTSIDE = {
        "io.netty..",
        "net.openhft..",
        "org.web3j..",
        "org.bouncycastle..",
        "com.fasterxml..",
        "org.slf4j..",
        "ch.qos.logback..",
        "java.net..",
        "java.nio.file..",
        "java.nio.channels..",
        "java.io..",
        "java.sql..",
        "javax.net..",
        "java.time..",
        "java.security..",
        "java.util.logging.."
    };

    @ArchTest
    static final ArchRule codecsKnowNobody = noClasses()
            .that()
            .resideInAPackage("io.parallax.codecs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(except("codecs"));

    @ArchTest
    static final ArchRule configKnowsCodecs = noClasses()
            .that()
            .resideInAPackage("io.parallax.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(except("config", "codecs"));

    @ArchTest
    static final ArchRule engineKnowsCodecsAndConfig = noClasses()
            .that()
            .resideInAPackage("io.parallax.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(except("engine", "config", "codecs"));

    @ArchTest
    static final ArchRule engineIsPure = noClasses()
            .that()
            .resideInAPackage("io.parallax.engine..")
            .and()
            .resideOutsideOfPackage("io.parallax.engine.ring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OUTSIDE);

    @ArchTest
    static final ArchRule engineHasNoThread = noClasses()
            .that()
            .resideInAPackage("io.parallax.engine..")
            .and()
            .resideOutsideOfPackage("io.parallax.engine.ring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, ThreadLocal.class, Runtime.class, ProcessHandle.class, java.util.Random.class);

    @ArchTest
    static final ArchRule ringTouchesNoOutside = noClasses()
            .that()
            .resideInAPackage("io.parallax.engine.ring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OUTSIDE);

    @ArchTest
    static final ArchRule onlyRingAndPortAreSeenFromOutside = noClasses()
            .that()
            .resideInAnyPackage("io.parallax.gateway..", "io.parallax.journal..")
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "live in the engine outside of port and ring",
                    type -> type.getPackageName().startsWith("io.parallax.engine.")
                            && !type.getPackageName().startsWith("io.parallax.engine.port")
                            && !type.getPackageName().startsWith("io.parallax.engine.ring")));

    /** What a plug-in is compiled against: words of the schema, units, and a hash; nothing by which an order could be sent. */
    @ArchTest
    static final ArchRule strategiesSeeOnlyTheirInterface = classes()
            .that()
            .resideInAnyPackage(
                    "io.parallax.engine.strategy.api..",
                    "io.parallax.engine.strategy.arbitrage..",
                    "io.parallax.engine.strategy.threshold..")
            .should()
            .onlyDependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "belong to the interface of strategies, the schema's enums, units, the state hash or plain Java",
                    type -> type.getPackageName().startsWith("io.parallax.engine.strategy.api")
                            || type.getPackageName().startsWith("io.parallax.engine.strategy.arbitrage")
                            || type.getPackageName().startsWith("io.parallax.engine.strategy.threshold")
                            || type.getPackageName().startsWith("io.parallax.codecs.units")
                            || type.getPackageName().startsWith("io.parallax.codecs.sbe")
                                    && (type.isEnum() || type.isArray())
                            || type.getName().equals("io.parallax.engine.state.StateHash")
                            || type.getName().equals("io.parallax.config.Units")
                            || type.isPrimitive()
                            || type.getPackageName().equals("java.lang")
                            || type.getPackageName().equals("java.lang.invoke")
                            || type.getPackageName().equals("java.lang.runtime")
                            || type.getPackageName().equals("java.nio.charset")
                            || type.getPackageName().startsWith("java.util")));

    @ArchTest
    static final ArchRule strategiesDoNotTouchTheProcess = noClasses()
            .that()
            .resideInAnyPackage("io.parallax.engine.strategy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.parallax.engine.ring..",
                    "io.parallax.engine.core..",
                    "io.parallax.engine.execution..",
                    "java.lang.reflect..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(System.class, Thread.class, Runtime.class, ClassLoader.class);

    @ArchTest
    static final ArchRule onlyTheHostCallsStrategies = noClasses()
            .that()
            .resideOutsideOfPackages("io.parallax.engine.core..", "io.parallax.engine.strategy..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.parallax\\.engine\\.strategy\\.api\\.(Strategy|Intents|StrategyViews)");

    @ArchTest
    static final ArchRule gatewaysStandOnTheCoreOnly = noClasses()
            .that()
            .resideInAPackage("io.parallax.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(except("gateway", "engine", "config", "codecs"));

    @ArchTest
    static final ArchRule polymarketNeverSeesKalshi = noClasses()
            .that()
            .resideInAPackage("io.parallax.gateway.polymarket..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parallax.gateway.kalshi..");

    @ArchTest
    static final ArchRule kalshiNeverSeesPolymarket = noClasses()
            .that()
            .resideInAPackage("io.parallax.gateway.kalshi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parallax.gateway.polymarket..");

    @ArchTest
    static final ArchRule gatewayCoreKnowsNoVenue = noClasses()
            .that()
            .resideInAPackage("io.parallax.gateway..")
            .and()
            .resideOutsideOfPackages("io.parallax.gateway.kalshi..", "io.parallax.gateway.polymarket..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.parallax.gateway.kalshi..", "io.parallax.gateway.polymarket..");

    @ArchTest
    static final ArchRule web3jOnlySigns = noClasses()
            .that()
            .resideInAnyPackage("io.parallax.gateway..", "io.parallax.app..")
            .and()
            .resideOutsideOfPackage("io.parallax.gateway.polymarket.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.web3j..", "com.sun.jna..", "fr.acinq..");

    @ArchTest
    static final ArchRule journalKnowsNoGateway = noClasses()
            .that()
            .resideInAPackage("io.parallax.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(except("journal", "engine", "config", "codecs"));

    @ArchTest
    static final ArchRule simulatorSharesOnlyUnits = noClasses()
            .that()
            .resideInAPackage("io.parallax.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(except("sim", "codecs"));

    @ArchTest
    static final ArchRule simulatorSharesNoEvents = noClasses()
            .that()
            .resideInAPackage("io.parallax.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parallax.codecs.sbe..");

    @ArchTest
    static final ArchRule referenceSharesNoDecoder = noClasses()
            .that()
            .resideInAPackage("io.parallax.app.capture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.parallax.gateway..", "io.parallax.engine..", "io.parallax.sim..");

    @ArchTest
    static final ArchRule nobodyImportsTheApp = noClasses()
            .that()
            .resideOutsideOfPackage("io.parallax.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parallax.app..");

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("io.parallax.(**)").should().beFreeOfCycles();

    private static String[] except(String... allowed) {
        return java.util.stream.Stream.of("codecs", "config", "engine", "journal", "gateway", "sim", "app", "bench")
                .filter(module -> !java.util.List.of(allowed).contains(module))
                .map(module -> "io.parallax." + module + "..")
                .toArray(String[]::new);
    }
}
