package io.parallax.app.simulate.run;

import io.parallax.app.control.Latch;
import io.parallax.app.pairs.FeeRule;
import io.parallax.app.pairs.PairWatch;
import io.parallax.app.pairs.WatchedPair;
import io.parallax.app.run.SessionEvents;
import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.app.simulate.disk.SimDisk;
import io.parallax.app.simulate.disk.SimJournal;
import io.parallax.app.simulate.net.Network;
import io.parallax.app.simulate.time.SimLoop;
import io.parallax.app.simulate.time.SimTime;
import io.parallax.app.simulate.venue.SimVenues;
import io.parallax.app.simulate.world.Tamper;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.PairEnabledEncoder;
import io.parallax.codecs.sbe.SessionEndEncoder;
import io.parallax.codecs.sbe.SessionStartEncoder;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.TimerEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.kalshi.KalshiGateway;
import io.parallax.gateway.kalshi.KalshiOptions;
import io.parallax.gateway.kalshi.signing.SigningSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.PolymarketGateway;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.ws.FrameTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One life of the process: an engine, a journal, a ring and both real gateways on an event loop of its own. Begins and
 * ends in the order of the real session.
 */
final class SimSession {
    private static final int RING_SIZE = 1024;
    private static final long TIMER_NS = 100_000_000L;
    private static final long CONNECT_TIMEOUT_NS = 10_000_000_000L;
    private static final long RESUME_TIMEOUT_NS = 10_000_000_000L;
    private static final long DRAIN_TIMEOUT_NS = 30_000_000_000L;
    private static final String PRINCIPAL = "process";

    private static final FeeBook FEES = shippedFees();

    private final SimTime time;
    private final SimLoop loop;
    private final ProcessClock clock;
    private final long sessionId;
    private final ParallaxSettings settings;
    private final List<PlannedPair> pairs;
    private final TradingGate gate = new TradingGate();
    private final Engine engine;
    private final SimJournal journal;
    private final SimRing ring;
    private final StateWatch watch;
    private final SortedMap<Long, Latch> latches;
    private final SessionEvents events;
    private final PolymarketGateway polymarket;
    private final KalshiGateway kalshi;
    private final PairWatch pairWatch;
    private final CommandSink[] sinks;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventPublisher.MAX_EVENT_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private boolean ended;
    private final MessageHeaderDecoder told = new MessageHeaderDecoder();
    private boolean mute;
    private int repeats;
    private RuntimeException failure;

    /** What a session is made of. */
    record Parts(
            SimTime time,
            Network network,
            SimDisk disk,
            SimVenues venues,
            ParallaxSettings settings,
            Engine engine,
            ProcessClock clock,
            long sessionId,
            SimJournal.AppendListener appended,
            StateWatch.Orders orders,
            SortedMap<Long, Latch> latches,
            SessionListener listener,
            World world,
            Tamper tamper) {}

    /** Hears of each event around the engine. */
    interface SessionListener {
        void beforeEvent(long sequence, DirectBuffer event, int offset, int length);

        void afterEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer commands);

        /** The process stopped by itself. */
        void onFatal(String where, long sequence, RuntimeException cause);
    }

    SimSession(Parts parts) {
        time = parts.time;
        clock = parts.clock;
        sessionId = parts.sessionId;
        settings = parts.settings;
        pairs = parts.venues.planned();
        engine = parts.engine;
        loop = new SimLoop(time, parts.network::newChannel);
        journal = new SimJournal(time, parts.disk, sessionId, parts.appended);
        latches = parts.latches;
        watch = new StateWatch(gate, parts.orders, latches);
        Tamper tamper = parts.tamper;
        ring = new SimRing(
                time,
                loop,
                parts.disk,
                RING_SIZE,
                tamper.engine(parts.world, engine),
                tamper.journal(parts.world, journal),
                this::dispatch,
                new RingListener(parts.listener),
                tamper.sendsBeforeJournal());
        events = new SessionEvents(ring, clock::epochNanos);
        polymarket = new PolymarketGateway(
                parts.venues.polymarketSettings(),
                settings.feed(),
                sessionId,
                true,
                tamper.publisher(parts.world, Venue.POLYMARKET, new UntilEnd()),
                gate,
                loop,
                clock,
                parts.venues.polymarketMarkets());
        kalshi = new KalshiGateway(
                parts.venues.kalshiSettings(),
                settings.feed(),
                sessionId,
                tamper.publisher(parts.world, Venue.KALSHI, new UntilEnd()),
                gate,
                loop,
                clock,
                parts.venues.kalshiMarkets(),
                OrderRoute.VENUE,
                FrameTap.NONE,
                FEES,
                KALSHI);
        pairWatch = new PairWatch(
                pairs.stream()
                        .map(pair -> new WatchedPair(pair.pair(), pair.instrumentIds()))
                        .toList(),
                new Listings(parts.venues.polymarketSettings(), parts.venues.kalshiSettings(), loop, clock),
                new FeeRule(FEES, false),
                new UntilEnd(),
                clock::epochNanos,
                clock::nanoTime,
                settings.pairs().checkNs());
        sinks = new CommandSink[] {
            watch,
            tamper.commands(parts.world, Venue.POLYMARKET, polymarket),
            tamper.commands(parts.world, Venue.KALSHI, kalshi)
        };
    }

    /** Signing is the dearest thing there is in simulated time: one serves as long as the simulated venue lets it, and the timers' step. */
    private static final KalshiOptions KALSHI = new KalshiOptions(
            new SigningSettings(TimeUnit.MILLISECONDS.toNanos(20_100), TimeUnit.SECONDS.toNanos(1)),
            KalshiOptions.USUAL.groupLimitContracts());

    private static FeeBook shippedFees() {
        try {
            return FeeBook.of(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dispatch(long sequence, long receivedNanos, DirectBuffer commands, int offset, int length) {
        for (CommandSink sink : sinks) {
            sink.onCommand(sequence, receivedNanos, commands, offset, length);
        }
    }

    /** Lets the first records be made, and then goes on by what the loop does. @return whether it may trade */
    boolean begin() {
        try {
            start();
            settings();
            polymarket.defineInstruments();
            kalshi.defineInstruments();
            for (int pairId = 0; pairId < pairs.size() && isAlive(); pairId++) {
                PlannedPair pair = pairs.get(pairId);
                events.pairListed(pairId, pair.instrumentIds(), pair.pair());
            }
            checkPairs();
            new ArrayList<>(latches.values())
                    .forEach(latch -> events.latchStanding(
                            latch, latch.scope() == LatchScope.PAIR ? Integer.parseInt(latch.pair()) : -1));
            timer();
            polymarket.start();
            kalshi.start();
            if (!await(polymarket::isLive, CONNECT_TIMEOUT_NS)
                    || !polymarket.reconcile()
                    || !await(kalshi::isLive, CONNECT_TIMEOUT_NS)
                    || !kalshi.reconcile()
                    || !isAlive()) {
                return false;
            }
            events.control(ControlKind.START, PRINCIPAL, "reconciled");
            return await(() -> watch.state() != EngineState.STARTING, RESUME_TIMEOUT_NS);
        } catch (ReferenceException e) {
            return false;
        }
    }

    /** Holds every pair against what the venues say now. Steps the loop. */
    void checkPairs() {
        if (isAlive()) {
            pairWatch.checkAll();
        }
    }

    private boolean await(java.util.function.BooleanSupplier claim, long timeoutNs) {
        return loop.stepUntil(() -> failure != null || claim.getAsBoolean(), timeoutNs) && isAlive();
    }

    private void start() {
        SessionStartEncoder event = new SessionStartEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.epochNanos()).venueTimeNs(0);
        byte[] none = new byte[SessionStartEncoder.configHashLength()];
        event.sessionId(sessionId)
                .parentSessionId(0)
                .seed(0)
                .putSchemaHash(none, 0, none.length)
                .putBuildHash(none, 0, none.length)
                .putConfigHash(none, 0, none.length)
                .mode("sim")
                .build("simulated")
                .jvm("simulated")
                .host("simulated");
        publish(event.encodedLength());
    }

    private void settings() {
        events.settings(
                settings.risk(),
                settings.exposure(),
                settings.attempts(),
                settings.feed(),
                settings.signing(),
                new byte[SettingsEncoder.configHashLength()]);
    }

    private void timer() {
        if (!isAlive()) {
            return;
        }
        TimerEncoder event = new TimerEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.epochNanos()).venueTimeNs(0);
        publish(event.encodedLength());
        loop.schedule(this::timer, TIMER_NS, TimeUnit.NANOSECONDS);
    }

    private void publish(int bodyLength) {
        ring.publish(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, 0);
    }

    /** A command of a person. */
    void control(ControlKind kind, String principal, String reason) {
        if (isAlive()) {
            events.control(kind, principal, reason);
        }
    }

    /** A command of a person about one venue. */
    void control(ControlKind kind, Venue venue, String principal, String reason) {
        if (isAlive()) {
            events.control(kind, LatchScope.VENUE, venue, -1, LatchCause.NULL_VAL, principal, reason);
        }
    }

    /** The same about one pair. */
    void control(ControlKind kind, int pairId, String principal, String reason) {
        if (isAlive()) {
            events.control(kind, LatchScope.PAIR, Venue.NULL_VAL, pairId, LatchCause.NULL_VAL, principal, reason);
        }
    }

    /** A person closes a pair, or opens it again. */
    void enable(int pairId, boolean enabled, String reason) {
        if (isAlive()) {
            PairEnabledEncoder event = new PairEnabledEncoder().wrapAndApplyHeader(buffer, 0, header);
            event.meta().timestampNs(clock.epochNanos()).venueTimeNs(0);
            event.pairId(pairId).enabled(enabled ? Flag.YES : Flag.NO).reason(reason);
            publish(event.encodedLength());
        }
    }

    /** Ends in order: no new attempt, wait until none is under way, lines, the last record. @return whether it became quiet */
    boolean stop(String cause) {
        control(ControlKind.DRAIN, PRINCIPAL, cause);
        boolean quiet = loop.stepUntil(() -> failure != null || isQuiet(), DRAIN_TIMEOUT_NS) && failure == null;
        if (isAlive()) {
            mute = true;
            polymarket.close();
            kalshi.close();
            SessionEndEncoder event = new SessionEndEncoder().wrapAndApplyHeader(buffer, 0, header);
            event.meta().timestampNs(clock.epochNanos()).venueTimeNs(0);
            publish(event.cause(cause).encodedLength());
            loop.stepUntil(() -> ring.occupancy() == 0, RESUME_TIMEOUT_NS);
        }
        end();
        return quiet;
    }

    /** Ends now: whatever was planned does not happen. The venues see their connections end. */
    void kill() {
        gate.trip();
        end();
    }

    private void end() {
        ended = true;
        ring.stop();
        loop.kill();
    }

    boolean isAlive() {
        return !ended && failure == null;
    }

    boolean isQuiet() {
        return watch.isQuiet();
    }

    RuntimeException failure() {
        return failure;
    }

    SimLoop loop() {
        return loop;
    }

    SimRing ring() {
        return ring;
    }

    StateWatch watch() {
        return watch;
    }

    Engine engine() {
        return engine;
    }

    SimJournal journal() {
        return journal;
    }

    TradingGate gate() {
        return gate;
    }

    long sessionId() {
        return sessionId;
    }

    KalshiGateway kalshi() {
        return kalshi;
    }

    PolymarketGateway polymarket() {
        return polymarket;
    }

    /** The clock of the process, which faults move. */
    static final class ProcessClock implements EpochClock {
        private final SimTime time;
        private long offsetNs;

        ProcessClock(SimTime time) {
            this.time = time;
        }

        /** Steps the wall clock. */
        void step(long ns) {
            offsetNs += ns;
        }

        /** Puts the wall clock right. */
        void correct() {
            offsetNs = 0;
        }

        @Override
        public long epochNanos() {
            return time.epochNs() + offsetNs;
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }
    }

    /** A gateway's way onto the ring; once the session ends in order, nothing about markets passes. */
    private final class UntilEnd implements EventPublisher {
        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            return mute || ring.offerMarketData(event, offset, length, receivedNanos);
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            if (mute) {
                return;
            }
            ring.publish(event, offset, length, receivedNanos);
            if (repeats > 0 && told.wrap(event, offset).templateId() == FillDecoder.TEMPLATE_ID) {
                repeats--;
                ring.publish(event, offset, length, receivedNanos);
            }
        }
    }

    /** The next fills are told once more, as by a gateway that has forgotten them. */
    void repeatFills(int count) {
        repeats += count;
    }

    private final class RingListener implements SimRing.Listener {
        private final SessionListener listener;

        RingListener(SessionListener listener) {
            this.listener = listener;
        }

        @Override
        public void beforeEvent(long sequence, DirectBuffer event, int offset, int length) {
            listener.beforeEvent(sequence, event, offset, length);
        }

        @Override
        public void afterEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer commands) {
            listener.afterEvent(sequence, event, offset, length, commands);
        }

        @Override
        public void onFatal(String where, long sequence, RuntimeException cause) {
            failure = cause;
            gate.trip();
            listener.onFatal(where, sequence, cause);
        }
    }
}
