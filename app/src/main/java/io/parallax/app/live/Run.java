package io.parallax.app.live;

import io.parallax.app.demo.SimMarkets;
import io.parallax.app.doctor.Doctor;
import io.parallax.app.doctor.DoctorReport;
import io.parallax.app.doctor.Environment;
import io.parallax.app.doctor.Finding;
import io.parallax.app.run.PaperVenues;
import io.parallax.app.run.SessionFailure;
import io.parallax.app.run.SessionFees;
import io.parallax.app.run.SessionPlan;
import io.parallax.app.run.SessionPlan.VenuePlan;
import io.parallax.app.run.SessionStalled;
import io.parallax.app.run.TradingSession;
import io.parallax.app.run.Venues;
import io.parallax.app.run.Watch;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One session in one mode, from start to seal.
 *
 * <pre>
 *   sim      its own simulator, started here            nothing else is reached
 *   paper    the venues' market data                     no account
 *   shadow   addresses, keys and venues judged           then as live, without what can send
 *   live     LiveGuard, the whole doctor, consent        then the session
 * </pre>
 */
public final class Run {
    private static final long PROGRESS_MS = 200;

    private final RunPlan plan;
    private final Consumer<String> progress;
    private final Consumer<TradingSession> running;
    private final BooleanSupplier stopAsked;

    private Run(RunPlan plan, Consumer<String> progress, Consumer<TradingSession> running, BooleanSupplier stopAsked) {
        this.plan = plan;
        this.progress = progress;
        this.running = running;
        this.stopAsked = stopAsked;
    }

    /**
     * Runs until time is over, a person ends it, or it stops by itself.
     *
     * @param guard of mode live; not asked in the others
     * @param running is given the session once it is up
     * @param stopAsked whether it is to end
     * @throws NotReady when addresses, keys, venues or, in mode live, anything else is not as it must be; nothing was begun
     * @throws StartRefused when mode live was not armed or not confirmed; nothing was begun
     * @throws StartFailed when the session could not start
     * @throws SessionFailure when it stopped by itself
     */
    public static RunReport run(
            RunPlan plan,
            Supplier<LiveGuard> guard,
            Consumer<String> progress,
            Consumer<TradingSession> running,
            BooleanSupplier stopAsked) {
        Run run = new Run(plan, progress, running, stopAsked);
        return plan.settings().mode() == Mode.SIM ? run.simulated() : run.configured(guard);
    }

    private RunReport simulated() {
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(plan.seed()))) {
            SimMarkets markets = new SimMarkets(sim);
            ParallaxSettings settings = plan.settings();
            Optional<PaperVenues> paper = settings.paper().map(PaperVenues::new);
            List<VenuePlan> venues = paper.map(onPaper -> List.of(
                            onPaper.polymarket(markets.polymarketSettings(), settings.feed(), markets.polymarket()),
                            onPaper.kalshi(markets.kalshiSettings(), settings.feed(), markets.kalshi())))
                    .orElseGet(() -> List.of(
                            Venues.polymarket(markets.polymarketSettings(), settings.feed(), markets.polymarket()),
                            Venues.kalshi(markets.kalshiSettings(), settings.feed(), markets.kalshi())));
            return trade(new SessionPlan(
                    settings, plan.sessions(), plan.seed(), venues, markets.pairs(), Optional.of(markets.listings())));
        }
    }

    private RunReport configured(Supplier<LiveGuard> guards) {
        ParallaxSettings settings = plan.settings();
        EpochClock clock = EpochClock.system();
        Optional<LiveGuard> guard = settings.mode() == Mode.LIVE ? Optional.of(guards.get()) : Optional.empty();
        guard.ifPresent(LiveGuard::requireArmed);
        ConfiguredMarkets markets = ConfiguredMarkets.read(settings.pairs(), clock.epochNanos());
        SessionPlan session = SessionPlans.of(settings, plan.sessions(), markets);
        if (settings.mode() != Mode.PAPER) {
            progress.accept("looking at addresses, keys and venues");
            DoctorReport report = guard.isPresent()
                    ? Doctor.examine(settings, List.of(), plan.sessions(), clock, progress)
                    : Doctor.venues(settings, clock);
            if (!report.errors().isEmpty()) {
                throw new NotReady(report);
            }
        }
        guard.ifPresent(it -> it.requireConsent(start(settings, session), Instant.now()));
        return trade(session);
    }

    /** What a person or an operator key is asked to consent to. */
    public static StartPlan start(ParallaxSettings settings) {
        ConfiguredMarkets markets =
                ConfiguredMarkets.read(settings.pairs(), EpochClock.system().epochNanos());
        return start(settings, SessionPlans.of(settings, settings.runtime().sessions(), markets));
    }

    private static StartPlan start(ParallaxSettings settings, SessionPlan session) {
        return StartPlan.of(
                settings,
                session.reviewedPairs(),
                SessionFees.open(settings, Instant.now()).tables(),
                Environment.of(settings).word(),
                Accounts.names(settings));
    }

    private RunReport trade(SessionPlan session) {
        progress.accept("starting");
        try (TradingSession trading = begin(session)) {
            running.accept(trading);
            long beganNs = System.nanoTime();
            watch(trading, beganNs);
            progress.accept("stopping: waiting until nothing is under way");
            boolean drained = trading.stop("the run's time is over");
            return new RunReport(
                    trading.directory(),
                    plan.settings().mode(),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs),
                    drained,
                    trading.counts(),
                    Shadowed.count(trading.directory()),
                    trading.standing());
        }
    }

    private static TradingSession begin(SessionPlan session) {
        try {
            return TradingSession.start(session);
        } catch (SessionStalled e) {
            throw e;
        } catch (SessionFailure e) {
            throw new StartFailed(e);
        }
    }

    private void watch(TradingSession trading, long beganNs) {
        long untilNs = plan.seconds() == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(plan.seconds());
        while (System.nanoTime() - beganNs < untilNs) {
            if (stopAsked.getAsBoolean() || trading.state() == EngineState.DRAINING) {
                return;
            }
            pause();
            trading.check();
            show(trading.state(), trading.counts(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs));
        }
    }

    private void show(EngineState state, Watch.Counts counts, long seconds) {
        progress.accept(String.format(
                Locale.ROOT,
                "%s %s  %d s  events %,d  opportunities %,d  orders %,d  hedged %,d",
                plan.settings().mode().name().toLowerCase(Locale.ROOT),
                state,
                seconds,
                counts.sequence(),
                counts.opportunities(),
                counts.orders(),
                counts.hedged()));
    }

    private static void pause() {
        try {
            Thread.sleep(PROGRESS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Something must be put right before a start. */
    public static final class NotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient DoctorReport report;

        NotReady(DoctorReport report) {
            super(report.gravest().map(Finding::line).orElse(""));
            this.report = report;
        }

        public DoctorReport report() {
            return report;
        }
    }

    /** The session could not start: a venue did not answer, or not as needed. */
    public static final class StartFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StartFailed(SessionFailure cause) {
            super(cause.getMessage(), cause);
        }
    }
}
