package io.parallax.app.feed;

import static io.parallax.sim.core.BookSide.ASK;
import static io.parallax.sim.core.BookSide.BID;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.netty.channel.EventLoop;
import io.parallax.app.demo.SimMarkets;
import io.parallax.app.demo.SimMarkets.Listed;
import io.parallax.app.run.GatewayContext;
import io.parallax.app.run.SessionEvents;
import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.app.run.VenueGateway;
import io.parallax.app.run.Venues;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.TimerEncoder;
import io.parallax.codecs.units.Micros;
import io.parallax.config.FeedSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.RiskSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.book.BookHealth.State;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.StageProbe;
import io.parallax.engine.port.TradingGate;
import io.parallax.engine.ring.EventRing;
import io.parallax.engine.ring.RingLayout;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.sim.LineFaults;
import io.parallax.sim.SimBook;
import io.parallax.sim.SimFeed;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real chain: simulated venues on sockets, both gateways, the ring, the engine. Pairs have an edge that is always there
 * and never worth taking, so that whenever both books may be read a judgement can be seen, and no order is sent. The last
 * pair pulses: its books change all the time, so that lines have something to say.
 */
final class Rig implements AutoCloseable {
    private static final long LIMIT_NS = 30_000_000_000L;
    private static final long TIMER_MS = 5;
    private static final int PULSES_PER_SECOND = 50;

    private final VenueSim sim;
    private final SimMarkets markets;
    private final int pairs;
    private final FeedSettings feed;
    private final WatchedEngine engine;
    private final EventRing ring;
    private final SessionEvents events;
    private final TradingGate gate = new TradingGate();
    private final GatewayLoops loops = new GatewayLoops("feed-test", 1, false);
    private final List<VenueGateway> gateways = new ArrayList<>();
    private final Thread timer = new Thread(this::tick, "feed-test-timer");
    private volatile CommandSink[] sinks = {};
    private volatile long clockOffsetNs;
    private volatile boolean timerPaused;
    private volatile boolean closed;
    private volatile Throwable fatal;
    private final List<CompletableFuture<Long>> bursts = new ArrayList<>();
    private long baitCount;

    /**
     * What a rig is made with.
     *
     * @param minEdgeMicros the edge asked for
     * @param maxPlausibleEdgeMicros the edge beyond which nothing is believed
     */
    record Plan(
            int lines,
            int pairs,
            FeedSettings feed,
            SimFeed sim,
            int ringSize,
            long minEdgeMicros,
            long maxPlausibleEdgeMicros) {
        static Plan of(int lines) {
            return new Plan(lines, 2, Rig.feed(lines), SimFeed.DEFAULT, 4_096, 900_000, 950_000);
        }

        Plan withFeed(FeedSettings newFeed) {
            return new Plan(lines, pairs, newFeed, sim, ringSize, minEdgeMicros, maxPlausibleEdgeMicros);
        }

        Plan withPairs(int newPairs) {
            return new Plan(lines, newPairs, feed, sim, ringSize, minEdgeMicros, maxPlausibleEdgeMicros);
        }

        Plan withRing(int newSize) {
            return new Plan(lines, pairs, feed, sim, newSize, minEdgeMicros, maxPlausibleEdgeMicros);
        }

        Plan withEdges(long newMinMicros, long newMaxPlausibleMicros) {
            return new Plan(lines, pairs, feed, sim, ringSize, newMinMicros, newMaxPlausibleMicros);
        }
    }

    /** Bounds of tests that are not about silence: long enough for a machine that has other things to do. */
    static FeedSettings feed(int lines) {
        return feed(lines, 5_000, 10_000, 0);
    }

    /** The same with so many attempts to connect a minute. */
    static FeedSettings feedWithBudget(int lines, int reconnectsPerMinute) {
        FeedSettings plain = feed(lines);
        return new FeedSettings(
                lines,
                plain.polymarketMarkets(),
                plain.kalshiMarkets(),
                plain.maxSilenceNs(),
                plain.maxSilenceAloneNs(),
                plain.bookCheckNs(),
                plain.maxClockGapNs(),
                plain.maxClockStepNs(),
                reconnectsPerMinute,
                plain.backoffMinNs(),
                plain.backoffMaxNs(),
                plain.compression(),
                plain.conflate());
    }

    /** The same with limits on what the clock may do. */
    static FeedSettings feedWithClock(int lines, long gapMs, long stepMs) {
        FeedSettings plain = feed(lines);
        return new FeedSettings(
                lines,
                plain.polymarketMarkets(),
                plain.kalshiMarkets(),
                plain.maxSilenceNs(),
                plain.maxSilenceAloneNs(),
                plain.bookCheckNs(),
                TimeUnit.MILLISECONDS.toNanos(gapMs),
                TimeUnit.MILLISECONDS.toNanos(stepMs),
                plain.reconnectsPerMinute(),
                plain.backoffMinNs(),
                plain.backoffMaxNs(),
                plain.compression(),
                plain.conflate());
    }

    static FeedSettings feed(int lines, long silenceMs, long silenceAloneMs, long bookCheckMs) {
        return new FeedSettings(
                lines,
                100,
                500,
                TimeUnit.MILLISECONDS.toNanos(silenceMs),
                TimeUnit.MILLISECONDS.toNanos(silenceAloneMs),
                TimeUnit.MILLISECONDS.toNanos(bookCheckMs),
                0,
                0,
                6_000,
                TimeUnit.MILLISECONDS.toNanos(10),
                TimeUnit.MILLISECONDS.toNanos(100),
                false,
                true);
    }

    static Rig start(Plan plan) {
        Rig rig = new Rig(plan);
        try {
            rig.begin(plan);
            return rig;
        } catch (RuntimeException | Error e) {
            rig.close();
            throw e;
        }
    }

    static Rig withLines(int lines) {
        return start(Plan.of(lines));
    }

    private Rig(Plan plan) {
        feed = plan.feed();
        pairs = plan.pairs();
        sim = VenueSim.start(
                SimSettings.defaults(1).withPairs(List.of()).withFeed(plan.sim().withQuietPairs(pairs)));
        markets = new SimMarkets(sim);
        engine = new WatchedEngine(2 * pairs, pairs);
        ring = new EventRing(new EventRing.Parts(
                plan.ringSize(),
                RingLayout.COMPACT,
                new BlockingWaitStrategy(),
                task -> {
                    Thread thread = new Thread(task, "feed-test-ring");
                    thread.setDaemon(true);
                    return thread;
                },
                engine,
                (sequence, event, eventOffset, eventLength, commands, commandsOffset, commandsLength) -> {},
                (sequence, receivedNanos, buffer, offset, length) -> {
                    for (CommandSink sink : sinks) {
                        sink.onCommand(sequence, receivedNanos, buffer, offset, length);
                    }
                },
                StageProbe.NONE,
                (role, sequence, cause) -> fatal = cause));
        events = new SessionEvents(ring, this::nowNs);
        timer.setDaemon(true);
    }

    private void begin(Plan plan) {
        EventLoop loop = loops.next();
        GatewayContext context = new GatewayContext(ring, gate, 77, loop, FeeBook.shipped());
        gateways.add(Venues.polymarket(markets.polymarketSettings(), feed, markets.polymarket())
                .create(context));
        gateways.add(
                Venues.kalshi(markets.kalshiSettings(), feed, markets.kalshi()).create(context));
        sinks = gateways.toArray(new CommandSink[0]);
        for (int pair = 0; pair < pairs - 1; pair++) {
            setAnEdge(pair);
        }
        ring.start();
        ParallaxSettings profile = SettingsLoader.profile("sim");
        events.settings(risk(plan), profile.exposure(), profile.attempts(), feed, new byte[32]);
        gateways.forEach(VenueGateway::defineInstruments);
        for (int pairId = 0; pairId < pairs; pairId++) {
            PlannedPair pair = markets.pairs().get(pairId);
            events.pairListed(pairId, pair.instrumentIds(), pair.pair());
        }
        timer.start();
        gateways.forEach(VenueGateway::connect);
        await("gateways live", () -> gateways.stream().allMatch(VenueGateway::isLive));
        gateways.forEach(VenueGateway::reconcile);
        events.control(ControlKind.START, "test", "reconciled");
        gate.open();
        pulse(Venue.POLYMARKET);
        pulse(Venue.KALSHI);
        awaitAllLive();
        expectJudged(0);
    }

    private static RiskSettings risk(Plan plan) {
        RiskSettings risk = SettingsLoader.profile("sim").risk();
        return new RiskSettings(
                plan.minEdgeMicros(),
                plan.maxPlausibleEdgeMicros(),
                TimeUnit.SECONDS.toNanos(60),
                risk.maxOrderNotionalMicros(),
                risk.maxPairNotionalMicros(),
                risk.maxVenueNotionalMicros(),
                risk.maxTotalNotionalMicros(),
                risk.maxDailyLossMicros(),
                risk.cashBufferMicros(),
                risk.ackDeadlineNs(),
                risk.hedgeLossMicros(),
                risk.unwindStepMicros(),
                risk.unwindMaxSteps(),
                risk.unwindLossMicros(),
                risk.maxFeeAgeNs(),
                risk.attemptCooldownNs(),
                risk.failFreezeCount(),
                risk.failFreezeWindowNs(),
                risk.minNetMicros(),
                risk.minAnnualReturnMicros(),
                risk.unwindChanceMicros(),
                risk.stopBeforeCloseNs(),
                risk.maxParityNs(),
                risk.parityBandMicros(),
                0,
                risk.maxDirectionalNotionalMicros());
    }

    /**
     * Kalshi bids 0.55 where Polymarket asks 0.51. Behind either the next price is no edge any more, so that either venue can
     * take the edge away and give it back.
     */
    private void setAnEdge(int pair) {
        for (String price : new String[] {"0.51", "0.52", "0.53", "0.54", "0.55"}) {
            set(Venue.KALSHI, pair, ASK, price, "0");
        }
        set(Venue.KALSHI, pair, BID, "0.55", "100");
        for (String price : new String[] {"0.52", "0.53", "0.54", "0.55", "0.56"}) {
            set(Venue.POLYMARKET, pair, ASK, price, "0");
        }
        set(Venue.POLYMARKET, pair, ASK, "0.58", "300");
    }

    private void pulse(Venue venue) {
        sim.books()
                .burst(venue, List.of(marketId(venue, pairs - 1)), PULSES_PER_SECOND, 1, TimeUnit.MINUTES.toNanos(10));
    }

    private void tick() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        TimerEncoder event = new TimerEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        while (!closed) {
            if (!timerPaused) {
                event.meta().timestampNs(nowNs()).venueTimeNs(0);
                ring.publish(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength(), 0);
            }
            sleep(TIMER_MS);
        }
    }

    private long nowNs() {
        return System.currentTimeMillis() * 1_000_000L + clockOffsetNs;
    }

    VenueSim sim() {
        return sim;
    }

    WatchedEngine watched() {
        return engine;
    }

    SessionEvents events() {
        return events;
    }

    EventRing ring() {
        return ring;
    }

    LineFaults lines(Venue venue) {
        return sim.lines(venue);
    }

    VenueGateway gateway(Venue venue) {
        return gateways.get(venue == Venue.POLYMARKET ? 0 : 1);
    }

    /** Ticker or condition of a pair's market. */
    String marketId(Venue venue, int pair) {
        return listed(venue, pair).symbol();
    }

    /** Instrument of a pair's market: Polymarket's come first. */
    int instrument(Venue venue, int pair) {
        return listed(venue, pair).instrumentId();
    }

    private Listed listed(Venue venue, int pair) {
        return markets.listed().get(venue == Venue.POLYMARKET ? pair : pairs + pair);
    }

    static Venue other(Venue venue) {
        return venue == Venue.KALSHI ? Venue.POLYMARKET : Venue.KALSHI;
    }

    void set(Venue venue, int pair, io.parallax.sim.core.BookSide side, String price, String contracts) {
        sim.books().setLevel(venue, marketId(venue, pair), side, price, contracts);
    }

    /** Changes a level of a pair's market at one venue to a new quantity, the same never twice. */
    long change(Venue venue, int pair) {
        long qtyMicros = (1_000 + ++baitCount) * Micros.ONE;
        sim.books().setLevel(venue, marketId(venue, pair), BID, 440_000, qtyMicros);
        return qtyMicros;
    }

    /**
     * Takes the edge away at one venue and gives it back, and waits until the engine has seen both: whatever it would judge
     * from these books it has judged anew.
     */
    void bait(Venue healthy, int pair) {
        boolean kalshi = healthy == Venue.KALSHI;
        BookSide side = kalshi ? BookSide.BID : BookSide.ASK;
        long priceMicros = kalshi ? 550_000 : 510_000;
        for (long qtyMicros : new long[] {0, (1_000 + ++baitCount) * Micros.ONE}) {
            sim.books().setLevel(healthy, marketId(healthy, pair), kalshi ? BID : ASK, priceMicros, qtyMicros);
            await(
                    "the book of " + healthy + " holds " + qtyMicros + " at " + priceMicros,
                    () -> ask(engine -> engine.book(instrument(healthy, pair)).qtyAt(side, priceMicros)) == qtyMicros);
        }
    }

    /** Baits until the pair is judged: both its books are read again. */
    void expectJudged(int pair) {
        int before = engine.judged(pair);
        bait(Venue.KALSHI, pair);
        await("pair " + pair + " is judged", () -> engine.judged(pair) > before);
    }

    /** Baits by the other venue's book and holds that nothing was judged of the pair. */
    void expectNotJudged(Venue faulty, int pair) {
        int before = engine.judged(pair);
        bait(other(faulty), pair);
        if (engine.judged(pair) != before) {
            throw new AssertionError("pair " + pair + " was judged while the book of " + faulty + " was "
                    + health(faulty, pair, 0) + "\n" + engine);
        }
    }

    /** Asks the engine on its own thread. */
    <T> T ask(Function<Engine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        engine.errand(() -> answer.complete(question.apply(engine.engine())));
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the engine does not answer; fatal: " + fatal, e);
        }
    }

    State health(Venue venue, int pair, int copy) {
        return engine.health(instrument(venue, pair), copy);
    }

    void awaitHealth(Venue venue, int pair, int copy, State state) {
        await(venue + " pair " + pair + " copy " + copy + " is " + state, () -> health(venue, pair, copy) == state);
    }

    /** Waits until exactly one copy of a pair's book is STALE, and tells which. */
    int awaitOneDown(Venue venue, int pair) {
        await(
                "one copy is STALE",
                () -> (health(venue, pair, 0) == State.STALE) != (health(venue, pair, 1) == State.STALE));
        return health(venue, pair, 0) == State.STALE ? 0 : 1;
    }

    /** The copy whose health changed first since a mark. */
    int oneThatChanged(int mark, Venue venue, int pair) {
        boolean even = !engine.since(mark, instrument(venue, pair), 0).isEmpty();
        return even ? 0 : 1;
    }

    /** Every book is LIVE on every line and holds what the simulator holds. Books in motion are asked until they are. */
    void awaitAllLive() {
        for (Venue venue : Venue.values()) {
            for (int pair = 0; pair < pairs; pair++) {
                awaitTrue(venue, pair);
            }
        }
    }

    /** The book of a market is LIVE on every line and equal to the truth. */
    void awaitTrue(Venue venue, int pair) {
        await(venue + " pair " + pair + " is LIVE and true", () -> isTrue(venue, pair));
    }

    boolean isTrue(Venue venue, int pair) {
        SimBook truth = sim.books().of(venue, marketId(venue, pair));
        return ask(engine -> {
            for (int copy = 0; copy < feed.lines(); copy++) {
                if (engine.slot(instrument(venue, pair)).health(copy) != State.LIVE
                        || !equal(engine.slot(instrument(venue, pair)).book(copy), truth)) {
                    return false;
                }
            }
            return true;
        });
    }

    private static boolean equal(OrderBook book, SimBook truth) {
        return levels(book, BookSide.BID).equals(truth.bids())
                && levels(book, BookSide.ASK).equals(truth.asks());
    }

    private static List<SimBook.Level> levels(OrderBook book, BookSide side) {
        List<SimBook.Level> levels = new ArrayList<>();
        for (int i = book.bestIndex(side); i >= 0; i = book.nextIndex(side, i)) {
            levels.add(new SimBook.Level(book.priceMicros(i), book.qtyMicros(side, i)));
        }
        return levels;
    }

    /** Time of the events this rig makes steps by this much. */
    void stepClock(long offsetNs) {
        clockOffsetNs = offsetNs;
    }

    void pauseTimer(boolean pause) {
        timerPaused = pause;
    }

    void await(String what, BooleanSupplier claim) {
        long startNs = System.nanoTime();
        while (!claim.getAsBoolean()) {
            if (fatal != null) {
                throw new AssertionError("the ring stopped", fatal);
            }
            if (System.nanoTime() - startNs > LIMIT_NS) {
                throw new AssertionError("not within 30 s: " + what + "\n" + engine);
            }
            sleep(2);
        }
    }

    static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            timer.join(1_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        gateways.forEach(VenueGateway::close);
        loops.close();
        ring.close();
        sim.close();
    }
}
