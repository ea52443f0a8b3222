package io.parallax.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.replay.RecordVisitor;
import io.parallax.app.replay.Replay;
import io.parallax.app.run.SessionPlan;
import io.parallax.app.run.TradingSession;
import io.parallax.app.run.Venues;
import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.PairCheckedDecoder;
import io.parallax.codecs.sbe.PairFinding;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.config.PairsSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.journal.SessionReader;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.catalog.SimPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule texts that change at the simulated venues while a session trades on real sockets. */
class RuleChangeTest {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long PERIODS = 8;

    @TempDir
    private Path sessions;

    /** What a session's journal says of pairs, in words. */
    private static final class Told {
        final List<String> findings = new ArrayList<>();
        final List<String> states = new ArrayList<>();
        final List<String> alerts = new ArrayList<>();

        static Told of(Path session) {
            Told told = new Told();
            try (SessionReader reader = SessionReader.open(session)) {
                while (reader.next()) {
                    told.event(reader.buffer(), reader.eventOffset());
                    CommandBuffer.forEach(
                            reader.buffer(), reader.commandsOffset(), reader.commandsLength(), told::command);
                }
            }
            return told;
        }

        private void event(DirectBuffer buffer, int offset) {
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
            if (header.templateId() == PairCheckedDecoder.TEMPLATE_ID) {
                PairCheckedDecoder event = new PairCheckedDecoder().wrapAndApplyHeader(buffer, offset, header);
                if (event.finding() != PairFinding.AS_REVIEWED) {
                    findings.add(event.pairId() + " leg " + event.leg() + " " + event.finding());
                } else {
                    findings.add(event.pairId() + " fine");
                }
            }
        }

        private void command(DirectBuffer buffer, int offset, int length) {
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
            if (header.templateId() == PairStateChangedDecoder.TEMPLATE_ID) {
                PairStateChangedDecoder state =
                        new PairStateChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
                if (state.cause() != FreezeCause.ATTEMPT && state.cause() != FreezeCause.IMPLAUSIBLE) {
                    states.add(state.pairId() + " " + state.cause());
                }
            } else if (header.templateId() == AlertDecoder.TEMPLATE_ID) {
                AlertDecoder alert = new AlertDecoder().wrapAndApplyHeader(buffer, offset, header);
                if (alert.code() == AlertCode.PAIR_DRIFTED) {
                    alerts.add(alert.pairId() + " instrument " + alert.instrumentId());
                }
            }
        }
    }

    private SessionPlan plan(SimMarkets markets, VenueSim sim) {
        ParallaxSettings profile = SettingsLoader.profile("sim");
        ParallaxSettings settings = profile.withPairs(new PairsSettings(List.of(), PERIOD_NS, Optional.empty()));
        return new SessionPlan(
                settings,
                sessions,
                1,
                List.of(
                        Venues.polymarket(markets.polymarketSettings(), settings.feed(), markets.polymarket()),
                        Venues.kalshi(markets.kalshiSettings(), settings.feed(), markets.kalshi())),
                markets.pairs(),
                Optional.of(markets.listings()));
    }

    private static void awaitWatch(TradingSession session) throws InterruptedException {
        long untilNs = System.nanoTime() + PERIODS * PERIOD_NS;
        while (System.nanoTime() < untilNs) {
            session.check();
            Thread.sleep(20);
        }
    }

    @Test
    void shouldFreezeAPairWhoseRuleTextChanges() throws InterruptedException {
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(1))) {
            SimMarkets markets = new SimMarkets(sim);
            Path directory;
            try (TradingSession session = TradingSession.start(plan(markets, sim))) {
                directory = session.directory();
                SimPair first = sim.pairs().get(0);
                KalshiListing second = sim.pairs().get(1).kalshi();
                sim.polymarketNews()
                        .rulesChanged(
                                first.polymarket().conditionId(),
                                first.polymarket().description() + " Clarified.");
                sim.kalshiNews().rulesChanged(second.ticker(), second.rulesPrimary(), "Postponed: pays a fair price.");
                awaitWatch(session);
                assertThat(session.stop("enough")).isTrue();
            }
            Told told = Told.of(directory);
            assertThat(told.findings.subList(0, 4)).containsExactly("0 fine", "1 fine", "2 fine", "3 fine");
            assertThat(told.findings)
                    .contains("0 leg 0 RULES_CHANGED", "1 leg 1 RULES_CHANGED")
                    .doesNotContain("0 leg 1 RULES_CHANGED");
            assertThat(told.findings.subList(4, told.findings.size())).contains("2 fine", "3 fine");
            assertThat(told.states).containsExactlyInAnyOrder("0 RULES_CHANGED", "1 RULES_CHANGED");
            int instrument = markets.pairs().get(1).instrumentIds().get(1);
            assertThat(told.alerts).contains("0 instrument 0", "1 instrument " + instrument);
            assertThat(Replay.run(directory, new Engine(), RecordVisitor.NONE).isIdentical())
                    .isTrue();
        }
    }

    @Test
    void shouldFreezeAPairWhoseRulesChangedBeforeTheStart() {
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(1))) {
            SimMarkets markets = new SimMarkets(sim);
            SimPair first = sim.pairs().get(0);
            sim.polymarketNews().rulesChanged(first.polymarket().conditionId(), "It resolves as we like.");
            Path directory;
            try (TradingSession session = TradingSession.start(plan(markets, sim))) {
                directory = session.directory();
                session.stop("enough");
            }
            assertThat(Told.of(directory).findings).startsWith("0 leg 0 RULES_CHANGED", "1 fine");
        }
    }

    @Test
    void shouldFreezeAPairWhoseRulesCannotBeRead() {
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(1))) {
            SimMarkets markets = new SimMarkets(sim);
            sim.kalshiNews().rulesChanged(sim.pairs().get(0).kalshi().ticker(), "", "");
            Path directory;
            try (TradingSession session = TradingSession.start(plan(markets, sim))) {
                directory = session.directory();
                session.stop("enough");
            }
            assertThat(Told.of(directory).findings).startsWith("0 leg 1 UNREADABLE", "1 fine");
        }
    }
}
