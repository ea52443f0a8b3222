package io.parallax.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.replay.RecordVisitor;
import io.parallax.app.replay.Replay;
import io.parallax.app.run.SessionPlan;
import io.parallax.app.run.TradingSession;
import io.parallax.app.run.Venues;
import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.config.ConfigException;
import io.parallax.config.FeesSettings;
import io.parallax.config.Mode;
import io.parallax.config.PairsSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.core.Engine;
import io.parallax.journal.SessionReader;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fee tables of a user, and fees that are read anew, in sessions on real sockets. */
class FeeSessionTest {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int READINGS = 3;

    @TempDir
    private Path directory;

    private Path table(String from, String to) throws IOException {
        try (InputStream in = FeeBook.class.getResourceAsStream("/fees/kalshi.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            return Files.writeString(directory.resolve("mine.yaml"), text.replace(from, to));
        }
    }

    private SessionPlan plan(ParallaxSettings settings, SimMarkets markets) {
        return new SessionPlan(
                settings,
                directory.resolve("sessions"),
                1,
                List.of(
                        Venues.polymarket(markets.polymarketSettings(), settings.feed(), markets.polymarket()),
                        Venues.kalshi(markets.kalshiSettings(), settings.feed(), markets.kalshi())),
                markets.pairs(),
                Optional.of(markets.listings()));
    }

    @Test
    void shouldTradeByTheUsersTableAndReadFeesAnewWhileItTrades() throws Exception {
        Path mine = table("taker: 0.07", "taker: 0.08");
        ParallaxSettings settings = SettingsLoader.profile("sim")
                .withFees(new FeesSettings(List.of(mine)))
                .withPairs(new PairsSettings(List.of(), PERIOD_NS, Optional.empty()));
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(1))) {
            SimMarkets markets = new SimMarkets(sim);
            Path session;
            try (TradingSession trading = TradingSession.start(plan(settings, markets))) {
                session = trading.directory();
                long untilNs = System.nanoTime() + (READINGS + 2) * PERIOD_NS;
                while (System.nanoTime() < untilNs) {
                    trading.check();
                    Thread.sleep(20);
                }
                trading.stop("enough");
            }
            int kalshi = markets.pairs().get(0).instrumentIds().get(1);
            int polymarket = markets.pairs().get(0).instrumentIds().get(0);
            Told told = Told.of(session);
            assertThat(told.definedRates.get(kalshi)).as("by the user's table").isEqualTo(80_000);
            assertThat(told.changedRates.get(kalshi)).containsExactly(80_000L);
            assertThat(told.changedRates.get(polymarket)).containsExactly(told.definedRates.get(polymarket));
            for (int instrument : new int[] {kalshi, polymarket}) {
                assertThat(told.readings.get(instrument)).hasSizeGreaterThanOrEqualTo(READINGS);
            }
            assertThat(Replay.run(session, new Engine(), RecordVisitor.NONE).isIdentical())
                    .isTrue();
        }
    }

    @Test
    void shouldNotBeginALiveSessionOnATableThatIsTooOld() throws IOException {
        Path mine = table("read: 2026-10-15", "read: 2020-10-15");
        ParallaxSettings sim = SettingsLoader.profile("sim");
        try (VenueSim venues = VenueSim.start(SimSettings.defaults(1))) {
            SimMarkets markets = new SimMarkets(venues);
            ParallaxSettings live = new ParallaxSettings(
                    Mode.LIVE,
                    sim.runtime(),
                    sim.feed(),
                    sim.risk(),
                    sim.exposure(),
                    sim.attempts(),
                    Optional.empty(),
                    Optional.of(markets.kalshiSettings()),
                    sim.pairs(),
                    List.of(),
                    new FeesSettings(List.of(mine)),
                    Optional.empty());
            assertThatThrownBy(() -> TradingSession.start(plan(live, markets)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("fee table mine.yaml of kalshi was read on 2020-10-15");
        }
        assertThat(directory.resolve("sessions")).as("nothing was begun").doesNotExist();
    }

    /** What a session's journal says of fees, by instrument. */
    private static final class Told {
        final Map<Integer, Long> definedRates = new HashMap<>();
        final Map<Integer, Set<Long>> changedRates = new HashMap<>();
        final Map<Integer, Set<Long>> readings = new HashMap<>();

        static Told of(Path session) {
            Told told = new Told();
            try (SessionReader reader = SessionReader.open(session)) {
                while (reader.next()) {
                    told.event(reader.buffer(), reader.eventOffset());
                }
            }
            return told;
        }

        private void event(DirectBuffer buffer, int offset) {
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
            if (header.templateId() == InstrumentDefinedDecoder.TEMPLATE_ID) {
                InstrumentDefinedDecoder event =
                        new InstrumentDefinedDecoder().wrapAndApplyHeader(buffer, offset, header);
                definedRates.put(event.instrumentId(), event.feeRateMicros());
            } else if (header.templateId() == FeesChangedDecoder.TEMPLATE_ID) {
                FeesChangedDecoder event = new FeesChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
                changedRates
                        .computeIfAbsent(event.instrumentId(), id -> new TreeSet<>())
                        .add(event.feeRateMicros());
                readings.computeIfAbsent(event.instrumentId(), id -> new TreeSet<>())
                        .add(event.feeReadAtNs());
            }
        }
    }
}
