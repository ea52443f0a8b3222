package io.parallax.app.run;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.ControlException;
import io.parallax.app.control.DayStore;
import io.parallax.app.control.Latch;
import io.parallax.app.control.LatchStore;
import io.parallax.app.control.RunLock;
import io.parallax.app.control.SessionEnds;
import io.parallax.app.pairs.FeeRule;
import io.parallax.app.pairs.PairWatch;
import io.parallax.app.pairs.WatchedPair;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
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
    private static final long CONTROL_POLL_MS = 10;
    private static final long WATCHDOG_POLL_MS = 20;

    private final EpochNanoClock clock = new OffsetEpochNanoClock();
    private final TradingGate gate = new TradingGate();
    private final Fatal fatal = new Fatal(gate, this::latchFatal);
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
    private final RunLock lock;
    private final LatchStore latches;
    private final SessionEnds ends;
    private final List<String> pairNames;
    private final DayStore.Day day;
    private final ControlDesk desk;
    private final AgentRunner control;
    private final AgentRunner watchdog;
    private final SessionEvents watchdogEvents;
    private final TimerAgent timerAgent;
    private final List<EventLoop> gatewayLoops = new ArrayList<>();
    private boolean ended;

    /** What of a plan may be wrong, and is judged before a directory or file is made. */
    private record Checked(List<PlannedStrategy> strategies, long startNs, FeeBook fees) {
        static Checked of(SessionPlan plan, long startNs) {
            return new Checked(
                    PlannedStrategy.of(plan.settings().strategies()),
                    startNs,
                    SessionFees.open(plan.settings(), Instant.ofEpochSecond(0, startNs)));
        }
    }

    private TradingSession(
            SessionPlan plan, Checked checked, SessionHooks hooks, ControlDirectory controls, RunLock lock) {
        this.lock = lock;
        strategies = checked.strategies();
        long startNs = checked.startNs();
        FeeBook fees = checked.fees();
        RuntimeSettings runtime = plan.settings().runtime();
        pairNames = plan.pairs().stream().map(pair -> pair.pair().name()).toList();
        identity = SessionIdentity.create(plan, fees, startNs);
        latches = LatchStore.open(controls);
        ends = new SessionEnds(controls);
        day = new DayStore(controls).read(DayStore.startOfDayNs(startNs, runtime.zone()));
        countUncleanEnds(startNs);
        directory = Sessions.create(plan.sessions(), identity.sessionId(), startNs);
        journal = SessionWriter.open(directory, identity.sessionId());
        latency = new LatencyRecorder(runtime.ringSize());
        Pulse pulse = new Pulse(latency);
        FanOut fanOut = new FanOut();
        ring = new EventRing(new EventRing.Parts(
                runtime.ringSize(),
                runtime.layout() == RuntimeSettings.Layout.PINNED ? RingLayout.PINNED : RingLayout.COMPACT,
                waits(runtime),
                threads,
                latency.timing(hooks.engine().apply(engine)),
                journal,
                fanOut,
                pulse,
                fatal));
        publisher = new LastWord(ring);
        events = new SessionEvents(ring, clock);
        boolean pinned = runtime.layout() == RuntimeSettings.Layout.PINNED;
        loops = new GatewayLoops("gateway", pinned ? plan.venues().size() : 1, runtime.busySpin());
        gateways = plan.venues().stream()
                .map(venue -> venue.create(new GatewayContext(publisher, gate, identity.sessionId(), nextLoop(), fees)))
                .toList();
        StatusBoard board = new StatusBoard(pairNames);
        List<CommandSink> sinks = new ArrayList<>();
        sinks.add(new LatchKeeper(gate, latches, pairNames)); // first: a halt is on the disk before anything follows it
        sinks.add(watch);
        sinks.add(board);
        sinks.add(hooks.observer().apply(this));
        sinks.addAll(gateways);
        fanOut.sinks(sinks);
        timerAgent = new TimerAgent(ring, clock);
        timer = new AgentRunner(
                new SleepingMillisIdleStrategy(1), cause -> fatal.onFatal("timer", -1, cause), null, timerAgent);
        desk = new ControlDesk(new ControlDesk.Parts(
                controls,
                gate,
                ring,
                board,
                watch,
                new SessionEvents(ring, clock),
                latches,
                pairNames,
                clock,
                runtime.zone(),
                directory,
                day,
                gateways));
        control = new AgentRunner(
                new SleepingMillisIdleStrategy(CONTROL_POLL_MS),
                cause -> fatal.onFatal("control", -1, cause),
                null,
                desk);
        watchdogEvents = new SessionEvents(ring, clock);
        watchdog = new AgentRunner(
                new SleepingMillisIdleStrategy(WATCHDOG_POLL_MS),
                cause -> fatal.onFatal("watchdog", -1, cause),
                null,
                watchdog(pulse));
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

    private EventLoop nextLoop() {
        EventLoop loop = loops.next();
        if (!gatewayLoops.contains(loop)) {
            gatewayLoops.add(loop);
        }
        return loop;
    }

    /** Three ends without order in ten minutes: whatever ends them is not tried a fourth time without a person. */
    private void countUncleanEnds(long nowNs) {
        int unclean = ends.begin(Sessions.name(identity.sessionId(), nowNs), nowNs);
        if (unclean >= SessionEnds.LIMIT) {
            latches.put(Latch.ofEngine(
                    nowNs, LatchCause.UNCLEAN_ENDS, unclean + " sessions ended without order within ten minutes"));
        }
    }

    private void latchFatal(String evidence) {
        latch(LatchCause.FATAL, evidence);
    }

    private void latch(LatchCause cause, String evidence) {
        try {
            latches.put(Latch.ofEngine(clock.nanoTime(), cause, evidence));
        } catch (ControlException e) {
            LOG.error("the halt is not latched: {}", e.getMessage());
        }
    }

    private Watchdog watchdog(Pulse pulse) {
        Watchdog dog = new Watchdog(() -> ring.occupancy() * 2 > ring.size(), new Watchdog.Alarm() {
            @Override
            public void onStall(String evidence) {
                stalled(evidence);
            }

            @Override
            public void onCrowded(String evidence) {
                LOG.error("{}: opening pauses", evidence);
                watchdogEvents.control(ControlKind.PAUSE, PRINCIPAL, evidence);
            }
        });
        dog.role("engine", Watchdog.ENGINE_NS, pulse::engine, () -> ring.published() > pulse.engine());
        dog.role("journal", Watchdog.JOURNAL_NS, pulse::journal, () -> pulse.engine() > pulse.journal());
        dog.role("dispatch", Watchdog.JOURNAL_NS, pulse::dispatch, () -> pulse.journal() > pulse.dispatch());
        dog.role("timer", Watchdog.ENGINE_NS, timerAgent::ticks, () -> true);
        for (int i = 0; i < gatewayLoops.size(); i++) {
            dog.loop("gateway loop " + i, Watchdog.GATEWAY_NS, gatewayLoops.get(i));
        }
        return dog;
    }

    /** Nothing here waits for a thread that trades. */
    private void stalled(String evidence) {
        gate.trip();
        gateways.forEach(VenueGateway::cancelAll);
        LOG.error("{}: the gate is closed, both venues are asked to cancel everything", evidence);
        latch(LatchCause.WATCHDOG, evidence);
        fatal.onStall(evidence);
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
        return start(plan, SessionHooks.NONE);
    }

    /** The same with something that takes part. */
    public static TradingSession start(SessionPlan plan, SessionHooks hooks) {
        TradingSession session = create(plan, hooks);
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

    private static TradingSession create(SessionPlan plan, SessionHooks hooks) {
        Checked checked = Checked.of(plan, new OffsetEpochNanoClock().nanoTime());
        RunLock lock = null;
        boolean created = false;
        try {
            ControlDirectory controls = ControlDirectory.of(plan.sessions()).create();
            lock = RunLock.take(controls);
            if (lock == null) {
                throw new SessionFailure("another process trades with the sessions in " + plan.sessions()
                        + ": stop it, or name another directory with --sessions");
            }
            TradingSession session = new TradingSession(plan, checked, hooks, controls, lock);
            created = true;
            return session;
        } catch (ControlException e) {
            throw new SessionFailure(e.getMessage(), e);
        } finally {
            if (!created && lock != null) {
                lock.close();
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
                plan.settings().signing(),
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
        events.dayBegan(day);
        List<Latch> standing = latches.standing();
        standing.forEach(this::publishStanding);
        AgentRunner.startOnThread(control);
        AgentRunner.startOnThread(timer);
        AgentRunner.startOnThread(watchdog);
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
        boolean started = await(() -> watch.state() != EngineState.STARTING, RESUME_TIMEOUT_MS);
        fatal.check();
        if (!started) {
            throw new SessionFailure("the engine did not start; the journal is in " + directory);
        }
        if (watch.state() != EngineState.RUNNING) {
            LOG.warn("the session starts {}: {}", watch.state(), standing);
        }
    }

    /** A pair that is not traded in this session keeps its latch for the next. */
    private void publishStanding(Latch latch) {
        int pairId = latch.scope() == LatchScope.PAIR ? pairNames.indexOf(latch.pair()) : -1;
        if (latch.scope() != LatchScope.PAIR || pairId >= 0) {
            events.latchStanding(latch, pairId);
        }
    }

    /** Halts everything at once: the gate is closed when this returns. Any thread. */
    public void halt(String principal, String reason) {
        desk.halt(LatchCause.OPERATOR, principal, reason);
    }

    /** The same because of a signal of the operating system. */
    public void haltBySignal(String name) {
        desk.halt(LatchCause.SIGNAL, PRINCIPAL, "signal " + name);
    }

    /** What the engine permits now, as seen from the dispatch thread. */
    public EngineState state() {
        return watch.state();
    }

    /** Halts that stand. */
    public List<Latch> standing() {
        return latches.standing();
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
        control.close();
        watchdog.close();
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
        ends.endCleanly();
        lock.close();
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
            control.close();
            watchdog.close();
            pairRunner.ifPresent(AgentRunner::close);
            publisher.end();
            timer.close();
            closeLines();
            ring.close();
            if (threads.join(RING_TIMEOUT_MS)) {
                journal.close(); // its memory is unmapped, so nobody may be writing
            }
            lock.close();
        }
    }
}
