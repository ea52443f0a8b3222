package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.app.control.ControlClient;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.demo.SimMarkets;
import io.parallax.app.replay.RecordVisitor;
import io.parallax.app.replay.Replay;
import io.parallax.codecs.sbe.ControlDecoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.ResetGuardDecoder;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.core.Engine;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.venue.Venue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
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

    /** The request of a person goes by the control directory, the journal and the engine to the venue. */
    @Test
    void shouldShowTheOrderGroupsAndResetThemAsAPersonAsks() throws Exception {
        ParallaxSettings settings = SettingsLoader.profile("sim");
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(3))) {
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
            try (TradingSession session = TradingSession.start(plan)) {
                assertThat(ask(null).at("/guards/kalshi").asText())
                        .startsWith("shard 0 ")
                        .endsWith(", at most 20000 contracts in 15 s");
                assertThat(ask(null).path("guards").has("polymarket")).isFalse();
                JsonNode answer = ask(ControlKind.RESET_GUARD);
                assertThat(answer.path("ok").asBoolean()).isTrue();
                assertThat(session.stop("enough")).isTrue();
                List<String> asked = new ArrayList<>();
                Replay.run(session.directory(), new Engine(), new RecordVisitor() {
                    @Override
                    public void onEvent(DirectBuffer buffer, int offset) {
                        MessageHeaderDecoder header = new MessageHeaderDecoder();
                        if (header.wrap(buffer, offset).templateId() == ControlDecoder.TEMPLATE_ID) {
                            asked.add(new ControlDecoder()
                                    .wrapAndApplyHeader(buffer, offset, header)
                                    .kind()
                                    .name());
                        }
                    }

                    @Override
                    public void onCommand(DirectBuffer buffer, int offset) {
                        if (new MessageHeaderDecoder().wrap(buffer, offset).templateId()
                                == ResetGuardDecoder.TEMPLATE_ID) {
                            asked.add("ResetGuard");
                        }
                    }
                });
                assertThat(asked).containsSubsequence("RESET_GUARD", "ResetGuard", "ResetGuard");
            }
        }
    }

    private JsonNode ask(ControlKind kind) {
        return new ControlClient(ControlDirectory.of(sessions))
                .ask(kind, LatchScope.ENGINE, io.parallax.codecs.sbe.Venue.NULL_VAL, "", "test", 5_000)
                .orElseThrow();
    }
}
