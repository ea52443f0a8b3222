package io.parallax.sim;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.catalog.QuietPairs;
import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.HoldingRule;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.fault.WrongTime;
import io.parallax.sim.flow.Capture;
import io.parallax.sim.flow.CaptureReplay;
import io.parallax.sim.flow.FlowGenerator;
import io.parallax.sim.flow.QuietBooks;
import io.parallax.sim.kalshi.KalshiMode;
import io.parallax.sim.kalshi.KalshiNews;
import io.parallax.sim.kalshi.KalshiServer;
import io.parallax.sim.polymarket.PolymarketAccount;
import io.parallax.sim.polymarket.PolymarketMarket;
import io.parallax.sim.polymarket.PolymarketMode;
import io.parallax.sim.polymarket.PolymarketNews;
import io.parallax.sim.polymarket.PolymarketServer;
import io.parallax.sim.script.FaultScript;
import io.parallax.sim.venue.RecordedFrame;
import io.parallax.sim.venue.Venue;
import io.parallax.sim.venue.VenueServer;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both venues on loopback sockets. One event loop runs matching, flow, recordings and both servers, so what happens
 * depends on the seed and the order in which outside orders arrive. Methods may be called from any thread but that loop.
 */
public final class VenueSim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueSim.class);
    private static final long MAX_SLEEP_NS = 20_000_000L;
    private static final long MIN_SLEEP_NS = 200_000L;
    private static final long POLYMARKET_SALT = 0x9E3779B97F4A7C15L;

    private final SimSettings settings;
    private final List<SimPair> pairs = new ArrayList<>();
    private final List<Capture> captures = new ArrayList<>();
    private final List<KalshiListing> kalshiListings = new ArrayList<>();
    private final List<PolymarketListing> polymarketListings = new ArrayList<>();
    private final List<CaptureReplay> replays = new ArrayList<>();
    private final Exchange kalshi;
    private final Exchange polymarket;
    private final Account kalshiAccount;
    private final Account polymarketAccount;
    private final FlowGenerator generator;
    private final KalshiServer kalshiServer;
    private final PolymarketServer polymarketServer;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final SimClock clock = new SimClock();
    private volatile RuntimeException failure;
    private volatile boolean closed;
    private boolean paused;

    private VenueSim(SimSettings settings) {
        this.settings = settings;
        for (SimPair pair : settings.pairs()) {
            kalshiListings.add(pair.kalshi());
            polymarketListings.add(pair.polymarket());
        }
        pairs.addAll(settings.pairs());
        List<SimPair> quiet = QuietPairs.of(settings.feed().quietPairs());
        pairs.addAll(quiet);
        for (SimPair pair : quiet) {
            kalshiListings.add(pair.kalshi());
            polymarketListings.add(pair.polymarket());
        }
        for (Path file : settings.captures()) {
            Capture capture = Capture.scan(file);
            captures.add(capture);
            kalshiListings.addAll(capture.kalshi());
            polymarketListings.addAll(capture.polymarket());
        }
        kalshi = new Exchange(HoldingRule.NETTED, settings.seed());
        polymarket = new Exchange(HoldingRule.TOKENS, settings.seed() ^ POLYMARKET_SALT);
        QuietBooks.list(kalshi, polymarket, quiet, clock.nowNs());
        kalshiListings.stream()
                .filter(listing -> kalshi.market(listing.ticker()) == null)
                .forEach(listing -> kalshi.addMarket(listing.spec()));
        List<PolymarketMarket> polymarketMarkets = new ArrayList<>();
        for (PolymarketListing listing : polymarketListings) {
            polymarketMarkets.add(PolymarketMarket.of(listing));
            if (polymarket.market(listing.conditionId()) == null) {
                polymarket.addMarket(listing.spec());
            }
        }
        kalshiAccount = kalshi.addAccount(settings.kalshi().keyId(), settings.kalshiCashMicros());
        polymarketAccount = polymarket.addAccount(settings.polymarket().funder(), settings.polymarketCashMicros());
        kalshiServer = new KalshiServer(
                kalshi,
                kalshiAccount,
                kalshiListings,
                settings.kalshi().keyId(),
                settings.kalshi().publicKeyPem(),
                settings.feed().kalshi(),
                clock::nowNs);
        polymarketServer = new PolymarketServer(
                polymarket,
                polymarketMarkets,
                List.of(trader(settings.polymarket(), polymarketAccount)),
                settings.feed().polymarket(),
                settings.polymarket().chainId(),
                clock::nowNs);
        polymarketListings.forEach(listing -> polymarketServer.describe(listing.conditionId(), listing.description()));
        generator = new FlowGenerator(
                settings.pairs(),
                kalshi,
                polymarket,
                settings.seed(),
                settings.speedPercent(),
                settings.adversePercent());
        for (Capture capture : captures) {
            replays.add(new CaptureReplay(
                    capture,
                    kalshi,
                    polymarket,
                    this::onRecordedFrame,
                    settings.speedPercent(),
                    settings.captureMaxNs()));
        }
        kalshiServer.onSubscribed(this::onSubscribed);
        polymarketServer.onSubscribed(this::onSubscribed);
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("venue-sim", true), NioIoHandler.newFactory());
        loop = group.next();
    }

    /**
     * Starts both venues; when it returns both listen.
     *
     * @throws IllegalArgumentException for settings or recordings that make no sense
     * @throws PortNotFree when a venue cannot listen on its port
     */
    public static VenueSim start(SimSettings settings) {
        VenueSim sim = new VenueSim(settings);
        try {
            sim.listen(Venue.KALSHI, settings.kalshiPort());
            sim.listen(Venue.POLYMARKET, settings.polymarketPort());
            sim.call(() -> {
                sim.generator.start(sim.clock.nowNs());
                sim.tick();
                return null;
            });
        } catch (RuntimeException e) {
            sim.close();
            throw e;
        }
        LOG.info(
                "venues listen: kalshi {}, polymarket {}, {} pairs, {} recordings, seed {}",
                sim.kalshiRest(),
                sim.polymarketRest(),
                settings.pairs().size(),
                settings.captures().size(),
                settings.seed());
        return sim;
    }

    private void listen(Venue venue, int port) {
        try {
            server(venue).start(loop, port);
        } catch (Exception e) { // Netty throws the checked SocketException undeclared
            if (e instanceof SocketException) {
                throw new PortNotFree(venue, port, e);
            }
            throw e;
        }
    }

    /** What it was started with. */
    public SimSettings settings() {
        return settings;
    }

    /** Pairs listed: those with generated flow, then the quiet ones. */
    public List<SimPair> pairs() {
        return List.copyOf(pairs);
    }

    /** Kalshi markets, generated ones first. */
    public List<KalshiListing> kalshiListings() {
        return List.copyOf(kalshiListings);
    }

    /** Polymarket markets, generated ones first. */
    public List<PolymarketListing> polymarketListings() {
        return List.copyOf(polymarketListings);
    }

    /** Port of Kalshi. */
    public int kalshiPort() {
        return kalshiServer.port();
    }

    /** Port of Polymarket. */
    public int polymarketPort() {
        return polymarketServer.port();
    }

    /** Base of Kalshi's REST calls. */
    public URI kalshiRest() {
        return URI.create("http://127.0.0.1:" + kalshiPort() + "/trade-api/v2");
    }

    /** Kalshi's websocket. */
    public URI kalshiSocket() {
        return URI.create("ws://127.0.0.1:" + kalshiPort() + "/trade-api/ws/v2");
    }

    /** Base of Polymarket's CLOB calls. */
    public URI polymarketRest() {
        return URI.create("http://127.0.0.1:" + polymarketPort());
    }

    /** Base of Polymarket's catalogue calls. */
    public URI polymarketGamma() {
        return polymarketRest();
    }

    /** Polymarket's market channel. */
    public URI polymarketMarketSocket() {
        return URI.create("ws://127.0.0.1:" + polymarketPort() + "/ws/market");
    }

    /** Polymarket's user channel. */
    public URI polymarketUserSocket() {
        return URI.create("ws://127.0.0.1:" + polymarketPort() + "/ws/user");
    }

    /** What is true now, read on the loop between two events. */
    public SimTruth truth() {
        return call(() -> new SimTruth(truth(kalshi, kalshiAccount), truth(polymarket, polymarketAccount)));
    }

    /** Times the makers of one venue walked away from a hedge of a fill on the other. */
    public long adverseCount() {
        return call(generator::adverseCount);
    }

    /** Whether every recording has been played to its end; true without recordings. */
    public boolean capturesDone() {
        return call(() -> replays.stream().allMatch(CaptureReplay::isDone));
    }

    /** Frames of recordings sent so far. */
    public long capturedFramesSent() {
        return call(() -> replays.stream().mapToLong(CaptureReplay::sentCount).sum());
    }

    /** What stopped the flow, or null: a bug in the simulator, not a fault on demand. */
    public RuntimeException failure() {
        return failure;
    }

    /** Cuts every connection of a venue. */
    public void disconnectAll(Venue venue) {
        run(() -> server(venue).disconnectAll());
    }

    /** The next book delta of every Kalshi connection takes its number but is lost: a gap. */
    public void skipNextSequence() {
        run(kalshiServer::skipNextSequence);
    }

    /** The next order of a venue takes effect, but the connection is cut instead of the answer. */
    public void loseNextOrderAnswer(Venue venue) {
        run(() -> server(venue).loseNextOrderAnswer());
    }

    /** The next order of a venue is refused with this venue code (Kalshi) or error text (Polymarket). */
    public void rejectNextOrder(Venue venue, String code) {
        run(() -> server(venue).rejectNextOrder(code));
    }

    /** The next order of a venue is answered by this HTTP status, without effect. */
    public void failNextOrder(Venue venue, int httpStatus) {
        run(() -> server(venue).failNextOrder(httpStatus));
    }

    /** Pauses, resumes or closes a market; closing cancels everything that rests in it. */
    public void setMarketState(Venue venue, String marketId, MarketState state) {
        run(() -> {
            Market market = exchange(venue).market(marketId);
            MarketState before = market.state();
            exchange(venue).setState(market, state, clock.nowNs());
            server(venue).stateChanged(marketId, before, state);
        });
    }

    /** Stops or resumes Polymarket's market data while its keep-alives go on: a silent stall. */
    public void silencePolymarketData(boolean silent) {
        run(() -> polymarketServer.silenceMarketData(silent));
    }

    /** Faults of a venue's market-data connections. */
    public LineFaults lines(Venue venue) {
        return new LineFaults(server(venue), loop);
    }

    /** Faults of a venue's REST calls. */
    public RestFaults rest(Venue venue) {
        return new RestFaults(server(venue), loop);
    }

    /** What Polymarket is like: modes, place, account, limits. */
    public PolymarketMode polymarketMode() {
        return new PolymarketMode(polymarketServer, this::run);
    }

    /** What Kalshi is like: shards, key, limits. */
    public KalshiMode kalshiMode() {
        return new KalshiMode(kalshiServer, this::run);
    }

    /** Starts a script of faults; its steps happen at their times while other methods go on being called. */
    public void play(FaultScript script) {
        for (FaultScript.Step step : script.steps()) {
            loop.schedule(() -> lines(step.venue()).step(step), step.atNs(), TimeUnit.NANOSECONDS);
        }
    }

    /** The books as they truly are, and hands on them. */
    public SimBooks books() {
        return new SimBooks(this::exchange, clock, loop);
    }

    /** Kalshi's news of markets. */
    public KalshiNews kalshiNews() {
        return new KalshiNews(kalshiServer, this::run);
    }

    /** Polymarket's news of markets. */
    public PolymarketNews polymarketNews() {
        return new PolymarketNews(polymarketServer, this::run);
    }

    /** Stops or resumes generated flow and recordings, so that books stand still. */
    public void pauseFlow(boolean pause) {
        run(() -> paused = pause);
    }

    /** Makes the times on a venue's market data wrong, consistently: hashes of books are made with them. */
    public void sendWrongTimes(Venue venue, WrongTime how) {
        run(() -> server(venue).times().become(how));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        call(() -> {
            replays.forEach(CaptureReplay::close);
            return null;
        });
        kalshiServer.close();
        polymarketServer.close();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }

    /** Does what is due and comes back for the rest. */
    private void tick() {
        if (closed || failure != null) {
            return;
        }
        long nextNs = Long.MAX_VALUE;
        try {
            long nowNs = clock.nowNs();
            if (!paused) {
                generator.runUntil(nowNs);
                nextNs = generator.nextNs();
                for (CaptureReplay replay : replays) {
                    replay.runUntil(nowNs);
                    nextNs = Math.min(nextNs, replay.nextNs());
                }
            }
        } catch (RuntimeException e) {
            failure = e;
            LOG.error("the simulator's flow stopped", e);
            return;
        }
        long sleepNs = Math.max(MIN_SLEEP_NS, Math.min(MAX_SLEEP_NS, nextNs - clock.nowNs()));
        loop.schedule(this::tick, sleepNs, TimeUnit.NANOSECONDS);
    }

    private void onSubscribed(String marketId) {
        replays.forEach(replay -> replay.onSubscribed(marketId, clock.nowNs()));
    }

    private void onRecordedFrame(RecordedFrame frame) {
        server(frame.venue()).onRecordedFrame(frame);
    }

    private Exchange exchange(Venue venue) {
        return venue == Venue.KALSHI ? kalshi : polymarket;
    }

    private VenueServer server(Venue venue) {
        return venue == Venue.KALSHI ? kalshiServer : polymarketServer;
    }

    private void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    private <T> T call(Callable<T> work) {
        return loop.submit(work).syncUninterruptibly().getNow();
    }

    private static SimTruth.VenueTruth truth(Exchange exchange, Account account) {
        Map<String, SimTruth.Position> positions = new LinkedHashMap<>();
        account.holdings().forEach((id, holding) -> {
            if (holding.volumeMicros() > 0) {
                positions.put(id, new SimTruth.Position(holding.yesMicros(), holding.noMicros(), holding.feesMicros()));
            }
        });
        return new SimTruth.VenueTruth(
                account.initialCashMicros(),
                account.cashMicros(),
                exchange.availableMicros(account),
                account.feesMicros(),
                account.orders().size(),
                account.fills().size(),
                account.openOrders().size(),
                positions);
    }

    /** The type given, where it is one that fits the wallet. */
    private static int walletType(PolymarketAccess access) {
        boolean plain = access.signer().equalsIgnoreCase(access.funder());
        return plain == (access.signatureType() == 0) ? access.signatureType() : PolymarketAccount.ANY_CONTRACT;
    }

    private static PolymarketAccount trader(PolymarketAccess access, Account funds) {
        return new PolymarketAccount(
                access.apiKey(),
                access.apiSecret(),
                access.apiPassphrase(),
                access.signer(),
                access.funder(),
                walletType(access),
                funds);
    }
}
