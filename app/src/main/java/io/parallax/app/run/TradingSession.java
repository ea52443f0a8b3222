package io.parallax.app.run;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import io.netty.util.internal.PlatformDependent;
import io.parallax.app.pairs.FeeRule;
import io.parallax.app.pairs.PairWatch;
import io.parallax.app.pairs.WatchedPair;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.config.ConfigHash;
import io.parallax.config.RuntimeSettings;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.TradingGate;
import io.parallax.engine.ring.EventRing;
import io.parallax.engine.ring.RingLayout;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.journal.SessionWriter;
import io.parallax.journal.Sessions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: a journal, a ring with the engine in it, the gateways around it. Owned by the thread that starts it.
 *
 * <pre>
 *   start   ring ─▶ SessionStart ─▶ Settings ─▶ instruments ─▶ pairs, checked ─▶ strategies ─▶ timer ─▶ lines ─▶ reconcile ─▶ START
 *   stop    DRAIN ─▶ until quiet ─▶ pairs, timer, lines ─▶ SessionEnd ─▶ ring ─▶ seal
 * </pre>
 */
public final class TradingSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TradingSession.class);
    private static final String PRINCIPAL = "process";
    private static final long CONNECT_TIMEOUT_MS = 10_000;
    private static final long RESUME_TIMEOUT_MS = 10_000;
    private static final long DRAIN_TIMEOUT_MS = 30_000;
    private static final long QUIET_MS = 250;
    private static final long RING_TIMEOUT_MS = 10_000;
    private static final long POLL_MS = 5;
    private static final long WATCH_POLL_MS = 10;

    private final EpochNanoClock clock = new OffsetEpochNanoClock();
    private final TradingGate gate = new TradingGate();
    private final Fatal fatal = new Fatal(gate);
    private final RingThreads threads = new RingThreads(fatal);
    private final Watch watch = new Watch(gate);
    private final Engine engine = new Engine();
    private final SessionIdentity identity;
    private final Path directory;
    private final SessionWriter journal;
    private final LatencyRecorder latency;
    private final EventRing ring;
    private final LastWord publisher;
    private final SessionEvents events;
    private final GatewayLoops loops;
    private final List<VenueGateway> gateways;
    private final AgentRunner timer;
    private final Optional<PairWatch> pairWatch;
    private final Optional<AgentRunner> pairRunner;
    private final List<PlannedStrategy> strategies;
    private boolean ended;

    private TradingSession(SessionPlan plan) {
        strategies = PlannedStrategy.of(plan.settings().strategies()); // before anything is opened
        long startNs = clock.nanoTime();
        FeeBook fees = SessionFees.open(plan.settings(), Instant.ofEpochSecond(0, startNs));
        RuntimeSettings runtime = plan.settings().runtime();
        identity = SessionIdentity.create(plan, fees, startNs);
        directory = Sessions.create(plan.sessions(), identity.sessionId(), startNs);
        journal = SessionWriter.open(directory, identity.sessionId());
        latency = new LatencyRecorder(runtime.ringSize());
        FanOut fanOut = new FanOut();
        ring = new EventRing(new EventRing.Parts(
                runtime.ringSize(),
                runtime.layout() == RuntimeSettings.Layout.PINNED ? RingLayout.PINNED : RingLayout.COMPACT,
                waits(runtime),
                threads,
                latency.timing(engine),
                journal,
                fanOut,
                latency,
                fatal));
        publisher = new LastWord(ring);
        events = new SessionEvents(ring, clock);
        boolean pinned = runtime.layout() == RuntimeSettings.Layout.PINNED;
        loops = new GatewayLoops("gateway", pinned ? plan.venues().size() : 1, runtime.busySpin());
        gateways = plan.venues().stream()
                .map(venue ->
                        venue.create(new GatewayContext(publisher, gate, identity.sessionId(), loops.next(), fees)))
                .toList();
        List<CommandSink> sinks = new ArrayList<>();
        sinks.add(watch);
        sinks.addAll(gateways);
        fanOut.sinks(sinks);
        timer = new AgentRunner(
                new SleepingMillisIdleStrategy(1),
                cause -> fatal.onFatal("timer", -1, cause),
                null,
                new TimerAgent(ring, clock));
        pairWatch = plan.listings()
                .map(listings -> new PairWatch(
                        plan.pairs().stream()
                                .map(planned -> new WatchedPair(planned.pair(), planned.instrumentIds()))
                                .toList(),
                        listings.open(loops.next()),
                        new FeeRule(fees, SessionFees.isStrict(plan.settings())),
                        ring,
                        clock,
                        plan.settings().pairs().checkNs()));
        pairRunner = pairWatch.map(agent -> new AgentRunner(
                new SleepingMillisIdleStrategy(WATCH_POLL_MS),
                cause -> fatal.onFatal("pairs", -1, cause),
                null,
                agent));
    }

    private static WaitStrategy waits(RuntimeSettings runtime) {
        return runtime.busySpin() ? new BusySpinWaitStrategy() : new BlockingWaitStrategy();
    }

    /**
     * Starts a session and returns once it may trade.
     *
     * @throws SessionFailure when it cannot; everything begun is closed again
     * @throws io.parallax.config.ConfigException when a strategy or a parameter of one is unknown or wrong, or a
     *     fee table cannot be used; nothing was begun
     */
    public static TradingSession start(SessionPlan plan) {
        TradingSession session = new TradingSession(plan);
        boolean started = false;
        try {
            session.begin(plan);
            started = true;
            return session;
        } catch (ReferenceException e) {
            throw new SessionFailure(e.getMessage(), e);
        } finally {
            if (!started) {
                session.close();
            }
        }
    }

    private void begin(SessionPlan plan) {
        LOG.info(
                "session {} on {}, {}; flags {}; Netty has Unsafe: {}",
                directory,
                identity.jvm(),
                identity.host(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                PlatformDependent.hasUnsafe());
        LOG.info(
                "configuration{}{}",
                System.lineSeparator(),
                ConfigHash.rendering(plan.settings(), plan.reviewedPairs()));
        ring.start();
        events.sessionStart(identity);
        events.settings(
                plan.settings().risk(),
                plan.settings().exposure(),
                plan.settings().attempts(),
                plan.settings().feed(),
                identity.configHash());
        gateways.forEach(VenueGateway::defineInstruments);
        for (int pairId = 0; pairId < plan.pairs().size(); pairId++) {
            SessionPlan.PlannedPair pair = plan.pairs().get(pairId);
            events.pairListed(pairId, pair.instrumentIds(), pair.pair());
        }
        pairWatch.ifPresent(PairWatch::checkAll);
        for (int strategyId = 0; strategyId < strategies.size(); strategyId++) {
            events.strategyListed(strategyId, strategies.get(strategyId));
        }
        AgentRunner.startOnThread(timer);
        gateways.forEach(VenueGateway::connect);
        for (VenueGateway gateway : gateways) {
            if (!await(gateway::isLive, CONNECT_TIMEOUT_MS)) {
                throw new SessionFailure(gateway.name() + " did not connect: is the venue there, and the key right?");
            }
            if (!gateway.reconcile()) {
                throw new SessionFailure(
                        gateway.name()
                                + " could not be reconciled: is every order of an earlier session closed, and the account readable?");
            }
        }
        pairRunner.ifPresent(AgentRunner::startOnThread);
        events.control(ControlKind.START, PRINCIPAL, "reconciled");
        boolean running = await(() -> watch.state() == EngineState.RUNNING, RESUME_TIMEOUT_MS);
        fatal.check();
        if (!running) {
            throw new SessionFailure(
                    "the engine did not resume, its state is " + watch.state() + "; the journal is in " + directory);
        }
    }

    /**
     * Stops in order: no new attempt, wait until none is under way, end, seal.
     *
     * @return false when something was still under way after half a minute; the session is sealed all the same
     * @throws SessionFailure when trading had stopped by itself; the session is then not sealed
     */
    public boolean stop(String cause) {
        events.control(ControlKind.DRAIN, PRINCIPAL, cause);
        await(() -> watch.state() != EngineState.RUNNING, RESUME_TIMEOUT_MS);
        boolean quiet = await(this::isQuietForAWhile, DRAIN_TIMEOUT_MS);
        pairRunner.ifPresent(AgentRunner::close);
        publisher.end();
        timer.close();
        closeLines();
        events.sessionEnd(cause);
        boolean drained = ring.shutdown(RING_TIMEOUT_MS) && threads.join(RING_TIMEOUT_MS);
        fatal.check();
        if (!drained) {
            throw new SessionFailure("the ring did not drain in time; the journal in " + directory + " is not sealed");
        }
        journal.seal(engine.stateHash());
        journal.close();
        ended = true;
        return quiet;
    }

    /** After this no gateway publishes anything. */
    private void closeLines() {
        gateways.forEach(VenueGateway::close);
        loops.close();
    }

    private boolean isQuietForAWhile() {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_MS);
        while (watch.isQuiet()) {
            if (System.nanoTime() >= untilNs) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Waits for a claim to hold; ends early when something was fatal. */
    private boolean await(BooleanSupplier claim, long timeoutMs) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!claim.getAsBoolean()) {
            fatal.check();
            if (System.nanoTime() >= untilNs) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionFailure("interrupted while waiting", e);
        }
    }

    /** @throws SessionFailure when trading has stopped by itself */
    public void check() {
        fatal.check();
    }

    /** How far the session is, as seen from the dispatch thread. */
    public Watch.Counts counts() {
        return watch.counts();
    }

    /** Directory of the journal. */
    public Path directory() {
        return directory;
    }

    /** Market-data events that found the ring too full. */
    public long refusedMarketData() {
        return ring.refusedMarketData();
    }

    /** Measurements; only after {@link #stop}. */
    public LatencyRecorder latency() {
        return latency;
    }

    /** Ends at once what {@link #stop} has not ended in order: the gate closes and the journal stays unsealed. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            gate.trip();
            pairRunner.ifPresent(AgentRunner::close);
            publisher.end();
            timer.close();
            closeLines();
            ring.close();
            if (threads.join(RING_TIMEOUT_MS)) {
                journal.close(); // its memory is unmapped, so nobody may be writing
            }
        }
    }
}
