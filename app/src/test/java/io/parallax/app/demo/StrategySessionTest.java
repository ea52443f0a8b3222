package io.parallax.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.replay.Replay;
import io.parallax.app.replay.ReplayResult;
import io.parallax.app.run.SessionPlan;
import io.parallax.app.run.TradingSession;
import io.parallax.app.run.Venues;
import io.parallax.app.summary.SessionSummary;
import io.parallax.config.ConfigException;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.core.Engine;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The strategy threshold from a configuration file to fills at simulated venues, and back by replay. */
class StrategySessionTest {
    private static final long SEED = 11;
    private static final int SECONDS = 6;

    @TempDir
    private Path directory;

    /** The profile {@code sim} with one more section, and money for what is held without a hedge. */
    private ParallaxSettings settings(String strategies) throws IOException {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/profiles/sim.yaml")) {
            String profile = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String funded = profile.replace("maxDirectionalNotional: \"$0.00\"", "maxDirectionalNotional: \"$200.00\"");
            assertThat(funded).isNotEqualTo(profile);
            return SettingsLoader.load(Files.writeString(directory.resolve("own.yaml"), funded + strategies));
        }
    }

    private SessionPlan plan(ParallaxSettings settings, SimMarkets markets) {
        return new SessionPlan(
                settings,
                directory.resolve("sessions"),
                SEED,
                List.of(
                        Venues.polymarket(markets.polymarketSettings(), settings.feed(), markets.polymarket()),
                        Venues.kalshi(markets.kalshiSettings(), settings.feed(), markets.kalshi())),
                List.of(),
                Optional.empty());
    }

    @Test
    void shouldEnterExitAndReplayToSameBytes() throws Exception {
        ParallaxSettings settings = settings(
                """

                strategies:
                  - name: threshold
                    enabled: true
                    parameters:
                      minPrice: $0.05
                      maxPrice: $0.95
                      quantity: 20
                      notional: $15
                      profitTarget: $0
                      stop: $0.02
                      minHold: 0s
                      retryPause: 500ms
                      exitPause: 100ms
                      minTradeQuantity: 0
                      maxDivergence: $1
                      minToEnd: 0s
                      maxToEnd: 3650d
                      blockedSymbols: KXNOTHING
                """);
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(SEED))) {
            SimMarkets markets = new SimMarkets(sim);
            try (TradingSession session = TradingSession.start(plan(settings, markets))) {
                for (int i = 0; i < SECONDS * 10; i++) {
                    Thread.sleep(100);
                    session.check();
                }
                assertThat(session.stop("enough")).isTrue();
                SessionSummary summary = new SessionSummary();
                ReplayResult replay = Replay.run(session.directory(), new Engine(), summary);
                assertThat(replay.isIdentical()).isTrue();
                assertThat(summary.ordersByPurpose().keySet()).containsExactlyInAnyOrder("ENTER", "EXIT");
                assertThat(summary.fills()).isPositive();
                TruthCheck truth = TruthCheck.of(markets.listed(), summary.ledger(), sim.truth());
                assertThat(truth.differences()).isEmpty();
            }
        }
    }

    @Test
    void shouldRefuseUnknownStrategiesAndParametersBeforeAnythingIsOpened() throws IOException {
        ParallaxSettings settings = settings(
                """

                strategies:
                  - name: treshold
                    enabled: true
                  - name: threshold
                    enabled: false
                    parameters:
                      stop: $7
                      holdMin: 3s
                """);
        SessionPlan plan =
                new SessionPlan(settings, directory.resolve("sessions"), SEED, List.of(), List.of(), Optional.empty());
        assertThatThrownBy(() -> TradingSession.start(plan))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("strategies[0].name=treshold: there is no such strategy; known are ")
                .hasMessageContaining("strategies[1].parameters.stop=$7: must be from $0.000001 to $1")
                .hasMessageContaining("strategies[1].parameters.holdMin: unknown parameter; known are ");
        assertThat(directory.resolve("sessions")).doesNotExist();
    }
}
