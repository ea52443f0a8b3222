package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.app.control.ControlClient;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.DayStore;
import io.parallax.app.message.MessageText;
import io.parallax.app.replay.RecordVisitor;
import io.parallax.app.replay.Replay;
import io.parallax.app.replay.ReplayResult;
import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.DayBeganDecoder;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.config.SettingsLoader;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;
import io.parallax.config.pair.VoidRule;
import io.parallax.engine.core.Engine;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.TickBand;
import io.parallax.journal.SessionHeader;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Sessions;
import io.parallax.journal.Verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradingSessionTest {
    private static final String HASH = "ab".repeat(32);
    private static final PairSettings PAIR = new PairSettings(
            "rain",
            "rain",
            Relation.SAME,
            List.of(
                    new Leg.Polymarket("0x" + HASH, "rain", "1", "2", "", new Leg.Reviewed(HASH, "", "", "", null)),
                    new Leg.Kalshi("KXRAIN", "", "", new Leg.Reviewed(HASH, "", "", "", null))),
            new VoidRule(VoidRule.When.EXCLUDED, List.of(), "it rains or not"),
            JointPayoffs.of(Relation.SAME, 2),
            new PairSettings.Review(Verdict.SAME, "ann", "2026-11-01", "read", 0),
            0,
            0,
            10 * Micros.ONE,
            true);

    @TempDir
    private Path sessions;

    /** A venue without a network: one market, a thousand dollars. */
    private static final class QuietVenue implements VenueGateway {
        private final Venue venue;
        private final int instrumentId;
        private final boolean answers;
        private final EventWriter events;
        private final GatewayContext context;
        private final List<String> calls;

        QuietVenue(Venue venue, int instrumentId, boolean answers, GatewayContext context, List<String> calls) {
            this.venue = venue;
            this.instrumentId = instrumentId;
            this.answers = answers;
            this.context = context;
            this.calls = calls;
            events = new EventWriter(context.publisher(), venue);
        }

        @Override
        public String name() {
            return venue.name();
        }

        private void called(String what) {
            calls.add(venue + " " + what);
            events.stamp(System.currentTimeMillis() * 1_000_000L, 0, 0);
        }

        @Override
        public void defineInstruments() {
            called("define");
            events.instrument(new InstrumentDefinition(
                    instrumentId,
                    MarketState.ACTIVE,
                    venue == Venue.KALSHI,
                    FeeKind.NONE,
                    0,
                    0,
                    Micros.ONE,
                    1,
                    Micros.ONE,
                    Micros.ONE,
                    0,
                    0,
                    0,
                    List.of(new TickBand(10_000, 990_000, 10_000)),
                    "M" + instrumentId,
                    "A market",
                    0,
                    ""));
        }

        @Override
        public void connect() {
            called("connect");
        }

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public boolean reconcile() {
            called("reconcile");
            events.reconcileBegin();
            events.balance(1_000 * Micros.ONE);
            events.reconcileEnd(answers);
            return answers;
        }

        @Override
        public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {}

        @Override
        public void cancelAll() {
            called("cancel all");
        }

        @Override
        public void close() {
            called("close");
            events.feedStatus(0, FeedState.DISCONNECTED, 1, -1, 0);
        }

        void breakEngine() {
            UnsafeBuffer nonsense = new UnsafeBuffer(new byte[64]);
            nonsense.putShort(2, (short) 99);
            context.publisher().publish(nonsense, 0, 64, 0);
        }
    }

    private SessionPlan plan(boolean kalshiAnswers, List<QuietVenue> made, List<String> calls) {
        return new SessionPlan(
                SettingsLoader.profile("sim"),
                sessions,
                5,
                List.of(
                        venue(Venue.POLYMARKET, 0, true, made, calls),
                        venue(Venue.KALSHI, 1, kalshiAnswers, made, calls)),
                List.of(new PlannedPair(PAIR, List.of(0, 1))),
                Optional.empty());
    }

    private static SessionPlan.VenuePlan venue(
            Venue venue, int instrumentId, boolean answers, List<QuietVenue> made, List<String> calls) {
        return context -> {
            QuietVenue gateway = new QuietVenue(venue, instrumentId, answers, context, calls);
            made.add(gateway);
            return gateway;
        };
    }

    private static List<String> events(Path session) {
        List<String> names = new ArrayList<>();
        try (SessionReader reader = SessionReader.open(session)) {
            while (reader.next()) {
                String name = MessageText.name(MessageText.templateId(reader.buffer(), reader.eventOffset()));
                if (!name.equals("Timer")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    @Test
    void shouldStartAndStopInOrderAndSeal() {
        List<String> calls = new ArrayList<>();
        try (TradingSession session = TradingSession.start(plan(true, new ArrayList<>(), calls))) {
            assertThat(session.stop("enough")).isTrue();
            assertThat(events(session.directory()))
                    .containsExactly(
                            "SessionStart",
                            "Settings",
                            "InstrumentDefined",
                            "InstrumentDefined",
                            "PairListed",
                            "DayBegan",
                            "ReconcileBegin",
                            "Balance",
                            "ReconcileEnd",
                            "ReconcileBegin",
                            "Balance",
                            "ReconcileEnd",
                            "Control",
                            "Control",
                            "SessionEnd");
            SessionHeader header = SessionHeader.read(session.directory());
            assertThat(header.seed()).isEqualTo(5);
            assertThat(header.mode()).isEqualTo("sim");
            assertThat(header.build()).startsWith("parallax ");
            ReplayResult replay = Replay.run(session.directory(), new Engine(), RecordVisitor.NONE);
            assertThat(replay.isIdentical()).isTrue();
            assertThat(replay.verdict().status()).isEqualTo(Status.CLEAN);
        }
        assertThat(calls)
                .containsExactly(
                        "POLYMARKET define",
                        "KALSHI define",
                        "POLYMARKET connect",
                        "KALSHI connect",
                        "POLYMARKET reconcile",
                        "KALSHI reconcile",
                        "POLYMARKET close",
                        "KALSHI close");
    }

    @Test
    void shouldNotTradeWhenVenueCannotBeReconciled() {
        assertThatThrownBy(() -> TradingSession.start(plan(false, new ArrayList<>(), new ArrayList<>())))
                .isInstanceOf(SessionFailure.class)
                .hasMessageContaining("KALSHI");
        Path session = Sessions.list(sessions).get(0);
        assertThat(SessionReader.verify(session).status()).isEqualTo(Status.UNSEALED);
    }

    @Test
    void shouldStopForGoodWhenHandlerFails() throws InterruptedException {
        List<QuietVenue> made = new ArrayList<>();
        try (TradingSession session = TradingSession.start(plan(true, made, new ArrayList<>()))) {
            made.get(0).breakEngine();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 500; i++) {
                            session.check();
                            Thread.sleep(10);
                        }
                    })
                    .isInstanceOf(SessionFailure.class)
                    .hasMessageContaining("trading stopped");
            assertThat(made.get(0).context.gate().isOpen()).isFalse();
            assertThatThrownBy(() -> session.stop("too late")).isInstanceOf(SessionFailure.class);
        }
        Path session = Sessions.list(sessions).get(0);
        assertThat(SessionReader.verify(session).status()).isEqualTo(Status.UNSEALED);
    }

    private static void assertIdentical(TradingSession session) {
        assertThat(session.stop("enough")).isTrue();
        assertThat(Replay.run(session.directory(), new Engine(), RecordVisitor.NONE)
                        .isIdentical())
                .isTrue();
    }

    private JsonNode ask(ControlKind kind) {
        return new ControlClient(ControlDirectory.of(sessions))
                .ask(kind, LatchScope.ENGINE, Venue.NULL_VAL, "", "test", 5_000)
                .orElseThrow();
    }

    private static void await(BooleanSupplier claim) throws InterruptedException {
        for (int i = 0; i < 1_000 && !claim.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertThat(claim.getAsBoolean()).isTrue();
    }

    @Test
    void shouldHaltByTheKillFileAndStayHaltedAfterARestartUntilAPersonResumes() throws Exception {
        Path killFile = ControlDirectory.of(sessions).killFile();
        List<QuietVenue> made = new ArrayList<>();
        try (TradingSession session = TradingSession.start(plan(true, made, new ArrayList<>()))) {
            assertThat(made.get(0).context.gate().isOpen()).isTrue();
            Files.createFile(killFile);
            await(() -> !made.get(0).context.gate().isOpen());
            await(() -> session.state() == EngineState.HALTED);
            assertThat(ask(ControlKind.RESUME).path("message").asText()).contains("KILL_FILE");
            assertIdentical(session);
        }
        Files.delete(killFile);
        made.clear();
        try (TradingSession session = TradingSession.start(plan(true, made, new ArrayList<>()))) {
            assertThat(session.state()).isEqualTo(EngineState.HALTED);
            assertThat(made.get(0).context.gate().isOpen()).isFalse();
            assertThat(session.standing()).singleElement().satisfies(latch -> assertThat(latch.cause())
                    .isEqualTo(LatchCause.KILL_FILE));
            assertThatThrownBy(() -> TradingSession.start(plan(true, new ArrayList<>(), new ArrayList<>())))
                    .isInstanceOf(SessionFailure.class)
                    .hasMessageContaining("another process trades");
            assertThat(ask(ControlKind.RESUME).path("ok").asBoolean()).isTrue();
            assertThat(session.state()).isEqualTo(EngineState.RUNNING);
            assertThat(session.standing()).isEmpty();
            assertThat(made.get(0).context.gate().isOpen()).isTrue();
            assertThat(ask(ControlKind.PAUSE).path("state").asText()).isEqualTo("PAUSED");
            assertThat(ask(ControlKind.CANCEL_ALL).path("ok").asBoolean()).isTrue();
            assertIdentical(session);
        }
    }

    @Test
    void shouldStartHaltedAfterThreeUncleanEnds() {
        for (int i = 0; i < 3; i++) {
            try (TradingSession session = TradingSession.start(plan(true, new ArrayList<>(), new ArrayList<>()))) {
                assertThat(session.state()).isEqualTo(EngineState.RUNNING);
            }
        }
        try (TradingSession session = TradingSession.start(plan(true, new ArrayList<>(), new ArrayList<>()))) {
            assertThat(session.state()).isEqualTo(EngineState.HALTED);
            assertThat(session.standing()).singleElement().satisfies(latch -> assertThat(latch.cause())
                    .isEqualTo(LatchCause.UNCLEAN_ENDS));
            assertIdentical(session);
        }
    }

    @Test
    void shouldCarryTheLossOfTheDay() {
        long dayNs = DayStore.startOfDayNs(System.currentTimeMillis() * 1_000_000L, ZoneOffset.UTC);
        new DayStore(ControlDirectory.of(sessions).create()).write(new DayStore.Day(dayNs, 7_000_000, 2));
        try (TradingSession session = TradingSession.start(plan(true, new ArrayList<>(), new ArrayList<>()))) {
            assertThat(ask(null).path("dayLossUsd").asText()).isEqualTo("7");
            assertIdentical(session);
            DayBeganDecoder day = new DayBeganDecoder();
            List<Long> losses = new ArrayList<>();
            try (SessionReader reader = SessionReader.open(session.directory())) {
                while (reader.next()) {
                    if (MessageText.templateId(reader.buffer(), reader.eventOffset()) == DayBeganDecoder.TEMPLATE_ID) {
                        day.wrapAndApplyHeader(reader.buffer(), reader.eventOffset(), new MessageHeaderDecoder());
                        losses.add(day.lossMicros());
                    }
                }
            }
            assertThat(losses).containsExactly(7_000_000L);
        }
    }
}
