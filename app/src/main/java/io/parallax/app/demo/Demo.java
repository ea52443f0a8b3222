package io.parallax.app.demo;

import io.parallax.app.build.BuildInfo;
import io.parallax.app.capture.ReferenceBooks;
import io.parallax.app.replay.Replay;
import io.parallax.app.replay.ReplayResult;
import io.parallax.app.run.PaperVenues;
import io.parallax.app.run.SessionFailure;
import io.parallax.app.run.SessionHooks;
import io.parallax.app.run.SessionPlan;
import io.parallax.app.run.TradingSession;
import io.parallax.app.run.Venues;
import io.parallax.app.run.Watch;
import io.parallax.app.summary.SessionSummary;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.config.FeedSettings;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.engine.core.Engine;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.sim.SimSettings;
import io.parallax.sim.SimTruth;
import io.parallax.sim.VenueSim;
import io.parallax.sim.flow.UnplayableCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs a demo from start to verdict. */
public final class Demo {
    private static final long PROGRESS_MS = 200;
    private static final long AFTER_CAPTURE_MS = 500;
    private static final long CAPTURE_GRACE_MS = 30_000;
    private static final int CAPTURE_SHARE_PERCENT = 75;

    private final DemoPlan plan;
    private final Consumer<String> progress;
    private final Consumer<TradingSession> running;
    private final BooleanSupplier stopAsked;
    private HaltAtHedge haltAtHedge;

    private Demo(
            DemoPlan plan, Consumer<String> progress, Consumer<TradingSession> running, BooleanSupplier stopAsked) {
        this.plan = plan;
        this.progress = progress;
        this.running = running;
        this.stopAsked = stopAsked;
    }

    /**
     * Runs both venues and a session for the time asked, then replays the session.
     *
     * @param progress is told now and then how far it is, in one line
     * @throws UnusableCapture when a recording cannot be read or holds nothing to observe
     * @throws io.parallax.app.run.SessionFailure when the session cannot start or stopped by itself
     */
    public static DemoReport run(DemoPlan plan, Consumer<String> progress) {
        return run(plan, progress, session -> {}, () -> false);
    }

    /**
     * The same with a hand on it.
     *
     * @param running is given the session once it trades
     * @param stopAsked whether it is to end before its time
     */
    public static DemoReport run(
            DemoPlan plan, Consumer<String> progress, Consumer<TradingSession> running, BooleanSupplier stopAsked) {
        return new Demo(plan, progress, running, stopAsked).run();
    }

    private DemoReport run() {
        Map<Path, ReferenceBooks> references = new LinkedHashMap<>();
        for (Path file : plan.captures()) {
            try {
                references.put(file, ReferenceBooks.read(file));
            } catch (IOException e) {
                throw new UnusableCapture(e.getMessage(), e);
            }
        }
        long captureMaxNs = TimeUnit.SECONDS.toNanos(plan.seconds()) * CAPTURE_SHARE_PERCENT / 100;
        SimSettings simSettings = SimSettings.defaults(plan.seed()).withCaptures(plan.captures(), captureMaxNs);
        try (VenueSim sim = start(simSettings)) {
            SimMarkets markets = markets(sim);
            Optional<PaperVenues> paper = plan.settings().paper().map(PaperVenues::new);
            SessionPlan sessionPlan = new SessionPlan(
                    plan.settings(),
                    plan.sessions(),
                    plan.seed(),
                    venues(markets, paper),
                    markets.pairs(),
                    Optional.of(markets.listings()));
            try (TradingSession session = start(sessionPlan)) {
                running.accept(session);
                trade(session, sim);
                progress.accept("stopping: waiting until nothing is under way");
                boolean drained = session.stop("the demo's time is over");
                return report(session, markets, sim.truth(), paper, references, drained);
            }
        }
    }

    /** Where orders go: to the simulated venues, or onto paper beside their market data. */
    private List<SessionPlan.VenuePlan> venues(SimMarkets markets, Optional<PaperVenues> paper) {
        PolymarketSettings polymarket = markets.polymarketSettings();
        KalshiSettings kalshi = markets.kalshiSettings();
        FeedSettings feed = plan.settings().feed();
        return paper.map(venues -> List.of(
                        venues.polymarket(polymarket, feed, markets.polymarket()),
                        venues.kalshi(kalshi, feed, markets.kalshi())))
                .orElseGet(() -> List.of(
                        Venues.polymarket(polymarket, feed, markets.polymarket()),
                        Venues.kalshi(kalshi, feed, markets.kalshi())));
    }

    private static SimMarkets markets(VenueSim sim) {
        try {
            return new SimMarkets(sim);
        } catch (IllegalArgumentException e) {
            throw new UnusableCapture("a recorded market cannot be observed: " + e.getMessage(), e);
        }
    }

    /** What the simulator generates has reference data that fits, so a misfit is of a recording. */
    private TradingSession start(SessionPlan sessionPlan) {
        try {
            return TradingSession.start(sessionPlan, SessionHooks.observing(session -> {
                haltAtHedge = new HaltAtHedge(session);
                return haltAtHedge;
            }));
        } catch (SessionFailure e) {
            if (!plan.captures().isEmpty() && e.getCause() instanceof ReferenceException) {
                throw new UnusableCapture("a recorded market cannot be observed: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static VenueSim start(SimSettings settings) {
        try {
            return VenueSim.start(settings);
        } catch (IllegalArgumentException e) {
            throw new UnusableCapture(e.getMessage(), e);
        }
    }

    private void trade(TradingSession session, VenueSim sim) {
        long beganNs = System.nanoTime();
        long untilNs = beganNs + TimeUnit.SECONDS.toNanos(plan.seconds());
        long graceNs = untilNs + TimeUnit.MILLISECONDS.toNanos(CAPTURE_GRACE_MS);
        boolean capturesDone = false;
        long haltNs = beganNs + TimeUnit.SECONDS.toNanos(plan.haltAfterSeconds());
        boolean armed = false;
        while (System.nanoTime() < untilNs || !capturesDone && System.nanoTime() < graceNs) {
            if (stopAsked.getAsBoolean() || session.state() == EngineState.DRAINING) {
                return; // a person ends it early
            }
            if (plan.halts() && !armed && System.nanoTime() >= haltNs) {
                armed = true;
                haltAtHedge.arm();
            }
            pause(PROGRESS_MS);
            session.check();
            if (sim.failure() instanceof UnplayableCapture unplayable) {
                throw new UnusableCapture(unplayable.getMessage(), unplayable);
            }
            if (sim.failure() != null) {
                throw new IllegalStateException("the simulator failed", sim.failure());
            }
            if (!capturesDone && sim.capturesDone()) {
                capturesDone = true;
                pause(plan.captures().isEmpty() ? 0 : AFTER_CAPTURE_MS);
            }
            show(session.state(), session.counts(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs));
        }
    }

    private void show(EngineState state, Watch.Counts counts, long elapsedSeconds) {
        progress.accept(String.format(
                Locale.ROOT,
                "%s%d/%d s  events %,d  opportunities %,d  orders %,d  hedged %,d  unwinding %,d",
                state == EngineState.RUNNING ? "" : state + "  ",
                elapsedSeconds,
                plan.seconds(),
                counts.sequence(),
                counts.opportunities(),
                counts.orders(),
                counts.hedged(),
                counts.unwound()));
    }

    private DemoReport report(
            TradingSession session,
            SimMarkets markets,
            SimTruth sim,
            Optional<PaperVenues> paper,
            Map<Path, ReferenceBooks> references,
            boolean drained) {
        progress.accept("replaying " + session.directory().getFileName());
        Engine engine = new Engine();
        SessionSummary summary = new SessionSummary();
        ReplayResult replay = Replay.run(session.directory(), engine, summary);
        SimTruth truth =
                paper.map(venues -> PaperTruth.of(venues, markets.listed())).orElse(sim);
        List<CaptureCheck> captures = new ArrayList<>();
        references.forEach((file, reference) ->
                captures.add(CaptureCheck.of(file, reference, markets::instrumentOf, engine::book)));
        return new DemoReport(
                session.directory(),
                plan.seconds(),
                plan.seed(),
                plan.settings().runtime().layout().name().toLowerCase(Locale.ROOT),
                drained,
                summary,
                session.latency().histograms(),
                replay,
                captures,
                FillSource.of(plan.settings().paper(), sim),
                TruthCheck.of(markets.listed(), summary.ledger(), truth),
                session.refusedMarketData(),
                session.standing(),
                plan.halts(),
                BuildInfo.peakResidentMiB());
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
