package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.demo.SimMarkets;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.venue.Venue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the session learns of the venues' gateways. */
class VenuesTest {
    private static final int OFTEN = 100;

    @TempDir
    private Path sessions;

    @Test
    void shouldNotStartWhenTheAccountAtKalshiCannotBeRead() throws Exception {
        ParallaxSettings settings = SettingsLoader.profile("sim");
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(3))) {
            for (int i = 0; i < OFTEN; i++) {
                sim.rest(Venue.KALSHI).refuseNext(CallKind.FUNDS, 500);
            }
            SimMarkets markets = new SimMarkets(sim);
            SessionPlan plan = new SessionPlan(
                    settings,
                    sessions,
                    3,
                    List.of(
                            Venues.polymarket(markets.polymarketSettings(), settings.feed(), markets.polymarket()),
                            Venues.kalshi(markets.kalshiSettings(), settings.feed(), markets.kalshi())),
                    List.of(),
                    Optional.empty());
            assertThatThrownBy(() -> TradingSession.start(plan).close())
                    .isInstanceOf(SessionFailure.class)
                    .hasMessageContaining("kalshi could not be reconciled");
        }
    }
}
