package io.parallax.app.simulate.venue;

import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.app.simulate.net.Network;
import io.parallax.app.simulate.net.Route;
import io.parallax.app.simulate.time.Seeds;
import io.parallax.app.simulate.time.SimLoop;
import io.parallax.app.simulate.time.SimTime;
import io.parallax.app.simulate.world.VenueTruth;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;
import io.parallax.config.pair.VoidRule;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.reference.RulesText;
import io.parallax.sim.PolymarketAccess;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.HoldingRule;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.OrderUpdate;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.Trade;
import io.parallax.sim.flow.FlowGenerator;
import io.parallax.sim.kalshi.KalshiNews;
import io.parallax.sim.kalshi.KalshiServer;
import io.parallax.sim.kalshi.SocketRules;
import io.parallax.sim.polymarket.PolymarketAccount;
import io.parallax.sim.polymarket.PolymarketNews;
import io.parallax.sim.polymarket.PolymarketServer;
import io.parallax.sim.polymarket.PolymarketTiming;
import io.parallax.sim.polymarket.Settlement;
import io.parallax.sim.venue.VenueServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Both venues: their matching cores, their own protocols on simulated connections, the flow of everybody else, and our
 * accounts. Polymarket's markets are numbered first, then Kalshi's.
 */
public final class SimVenues {
    private static final long MILLI_NS = 1_000_000L;
    private static final long MAX_PAIR_QTY_MICROS = 5_000 * Micros.ONE;
    private static final Settlement USUAL = new Settlement(2_000, 4_000, false);

    private final SimTime time;
    private final SimLoop loop;
    private final AccountListener listener;
    private final List<SimPair> pairs;
    private final List<PolymarketMarket> polymarketMarkets = new ArrayList<>();
    private final List<Markets.Listing> kalshiMarkets = new ArrayList<>();
    private final List<PlannedPair> planned = new ArrayList<>();
    private final Exchange kalshi;
    private final Exchange polymarket;
    private final Truth kalshiTruth;
    private final Truth polymarketTruth;
    private final KalshiServer kalshiServer;
    private final PolymarketServer polymarketServer;
    private final FlowGenerator flow;
    private final Route kalshiRest;
    private final Route kalshiSocket;
    private final Route polymarketRest;
    private final Route polymarketMarket;
    private final Route polymarketUser;
    private final Map<String, List<Fill>> fillsOfTrade = new HashMap<>();
    private final Undelivered undelivered = new Undelivered();
    private SettlementFault settlementFault = tradeId -> USUAL;

    /** Hears what happens to our accounts. */
    public interface AccountListener {
        void onUpdate(Truthful venue, OrderUpdate update);

        void onFill(Truthful venue, Fill fill);

        void onFailed(Truthful venue, Fill fill);
    }

    /** How a venue's ids become ours. */
    public interface Truthful {
        /** The venue. */
        Venue venue();

        /** The salt of an order, -1 where the venue has none. */
        long saltOf(String venueOrderId);

        /** Notes which order of ours it is. */
        void is(long sessionId, long orderId, io.parallax.sim.core.Order order);
    }

    /** Says how a match settles. */
    @FunctionalInterface
    public interface SettlementFault {
        Settlement of(String tradeId);
    }

    /** Makes both venues; nothing moves before {@link #start}. */
    public SimVenues(
            SimTime time,
            SimLoop loop,
            Network network,
            Seeds seeds,
            List<SimPair> pairs,
            long cashMicros,
            int speedPercent,
            int adversePercent,
            AccountListener listener) {
        this.time = time;
        this.loop = loop;
        this.listener = listener;
        this.pairs = List.copyOf(pairs);
        kalshi = new Exchange(HoldingRule.NETTED, seeds.of("kalshi-ids", 0));
        polymarket = new Exchange(HoldingRule.TOKENS, seeds.of("polymarket-ids", 0));
        List<KalshiListing> kalshiListings = new ArrayList<>();
        List<io.parallax.sim.polymarket.PolymarketMarket> listed = new ArrayList<>();
        for (SimPair pair : pairs) {
            kalshiListings.add(pair.kalshi());
            kalshi.addMarket(pair.kalshi().spec());
            listed.add(io.parallax.sim.polymarket.PolymarketMarket.of(pair.polymarket()));
            polymarket.addMarket(pair.polymarket().spec());
        }
        PolymarketAccess access = TestCredentials.polymarket();
        Account kalshiAccount = kalshi.addAccount(TestCredentials.KALSHI_KEY_ID, cashMicros);
        Account polymarketAccount = polymarket.addAccount(access.funder(), cashMicros);
        kalshiTruth = new Truth(Venue.KALSHI, kalshi, kalshiAccount);
        polymarketTruth = new Truth(Venue.POLYMARKET, polymarket, polymarketAccount);
        number();
        kalshi.listen(event -> onEvent(event, kalshiTruth));
        polymarket.listen(event -> onEvent(event, polymarketTruth));
        kalshiServer = new KalshiServer(
                kalshi,
                kalshiAccount,
                kalshiListings,
                TestCredentials.KALSHI_KEY_ID,
                TestCredentials.kalshiPublicKeyPem(),
                SocketRules.OBSERVED,
                time::epochNs);
        polymarketServer = new PolymarketServer(
                polymarket,
                listed,
                List.of(new PolymarketAccount(
                        access.apiKey(),
                        access.apiSecret(),
                        access.apiPassphrase(),
                        access.signer(),
                        access.funder(),
                        polymarketAccount)),
                PolymarketTiming.OBSERVED,
                access.chainId(),
                time::epochNs);
        for (SimPair pair : pairs) {
            polymarketServer.describe(
                    pair.polymarket().conditionId(), pair.polymarket().description());
        }
        polymarketServer.settleBy(this::settlement);
        SplittableRandom latency = seeds.of("latency");
        long kalshiNs = (2 + latency.nextInt(14)) * MILLI_NS;
        long polymarketNs = (10 + latency.nextInt(50)) * MILLI_NS;
        var kalshiClients = kalshiServer.attach(loop);
        var polymarketClients = polymarketServer.attach(loop);
        kalshiRest = network.listen("kalshi-rest.sim", 80, loop, kalshiClients, kalshiNs, latency.split());
        kalshiSocket = network.listen("kalshi-socket.sim", 80, loop, kalshiClients, kalshiNs, latency.split());
        polymarketRest =
                network.listen("polymarket-rest.sim", 80, loop, polymarketClients, polymarketNs, latency.split());
        polymarketMarket =
                network.listen("polymarket-market.sim", 80, loop, polymarketClients, polymarketNs, latency.split());
        polymarketUser =
                network.listen("polymarket-user.sim", 80, loop, polymarketClients, polymarketNs, latency.split());
        flow = new FlowGenerator(pairs, kalshi, polymarket, seeds.of("flow", 0), speedPercent, adversePercent);
    }

    private void number() {
        for (SimPair pair : pairs) {
            PolymarketListing listing = pair.polymarket();
            int id = polymarketMarkets.size();
            polymarketMarkets.add(
                    new PolymarketMarket(id, listing.conditionId(), listing.yesTokenId(), listing.noTokenId()));
            polymarketTruth.list(id, polymarket.market(listing.conditionId()));
        }
        for (SimPair pair : pairs) {
            int id = polymarketMarkets.size() + kalshiMarkets.size();
            kalshiMarkets.add(new Markets.Listing(id, pair.kalshi().ticker()));
            kalshiTruth.list(id, kalshi.market(pair.kalshi().ticker()));
        }
        for (int i = 0; i < pairs.size(); i++) {
            planned.add(new PlannedPair(settings(pairs.get(i)), List.of(i, pairs.size() + i)));
        }
    }

    /** A pair as if someone had read both rules just now. */
    private static PairSettings settings(SimPair pair) {
        PolymarketListing polymarket = pair.polymarket();
        KalshiListing kalshi = pair.kalshi();
        List<Leg> legs = List.of(
                new Leg.Polymarket(
                        polymarket.conditionId(),
                        polymarket.slug(),
                        polymarket.yesTokenId(),
                        polymarket.noTokenId(),
                        "v1",
                        new Leg.Reviewed(
                                RulesText.polymarketHash(polymarket.description()),
                                polymarket.question(),
                                polymarket.yesOutcome(),
                                polymarket.noOutcome(),
                                null)),
                new Leg.Kalshi(
                        kalshi.ticker(),
                        kalshi.seriesTicker(),
                        kalshi.contractTerms(),
                        new Leg.Reviewed(
                                RulesText.kalshiHash(kalshi.rulesPrimary(), kalshi.rulesSecondary()),
                                kalshi.title(),
                                kalshi.yesSubTitle(),
                                kalshi.yesSubTitle(),
                                null)));
        return new PairSettings(
                pair.name(),
                pair.name(),
                Relation.SAME,
                legs,
                new VoidRule(VoidRule.When.EXCLUDED, List.of(), "the simulator settles nothing void"),
                JointPayoffs.of(Relation.SAME, legs.size()),
                new PairSettings.Review(Verdict.SAME, "simulator", "", "both listings are made of one text", 0),
                Math.min(polymarket.closeTimeNs(), kalshi.closeTimeNs()),
                Math.max(polymarket.closeTimeNs(), kalshi.closeTimeNs()),
                MAX_PAIR_QTY_MICROS,
                true);
    }

    private boolean still;

    /** Lets everybody else begin to trade. */
    public void start() {
        flow.start(time.epochNs());
        plan();
    }

    private void plan() {
        long nextNs = flow.nextNs();
        if (nextNs != FlowGenerator.NEVER && !still) {
            loop.schedule(
                    () -> {
                        if (!still) {
                            flow.runUntil(time.epochNs());
                            plan();
                        }
                    },
                    Math.max(0, nextNs - time.epochNs()),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void onEvent(EngineEvent event, Truth truth) {
        Account ours = truth.account();
        for (OrderUpdate update : event.updates()) {
            if (update.order().account() == ours) {
                listener.onUpdate(truthful(truth), update);
            }
        }
        for (Trade trade : event.trades()) {
            onFill(truth, trade.taker(), ours);
            onFill(truth, trade.maker(), ours);
        }
    }

    private void onFill(Truth truth, Fill fill, Account ours) {
        if (fill.order().account() != ours) {
            return;
        }
        if (truth == polymarketTruth) {
            truth.matched(fill.tradeId());
            fillsOfTrade
                    .computeIfAbsent(fill.tradeId(), id -> new ArrayList<>())
                    .add(fill);
        }
        listener.onFill(truthful(truth), fill);
    }

    /** The rule is asked by the id of the first match of a taker, which settles with all its matches. */
    private Settlement settlement(String tradeId) {
        Settlement way = undelivered.settlement(
                settlementFault.of(tradeId),
                fillsOfTrade.values().stream().flatMap(List::stream).toList(),
                time.nanoTime());
        List<String> together = new ArrayList<>(fillsOfTrade.keySet());
        List<List<Fill>> fills = new ArrayList<>(fillsOfTrade.values());
        fillsOfTrade.clear();
        loop.schedule(
                () -> {
                    for (int i = 0; i < together.size(); i++) {
                        polymarketTruth.settled(together.get(i), !way.fails());
                        if (way.fails()) {
                            fills.get(i).forEach(fill -> listener.onFailed(truthful(polymarketTruth), fill));
                        }
                    }
                },
                TimeUnit.MILLISECONDS.toNanos(way.endMs()) + 1, // after the venue has taken it back
                TimeUnit.NANOSECONDS);
        return way;
    }

    private Truthful truthful(Truth truth) {
        return new Truthful() {
            @Override
            public Venue venue() {
                return truth.venue();
            }

            @Override
            public long saltOf(String venueOrderId) {
                return truth == polymarketTruth ? polymarketServer.saltOf(venueOrderId) : -1;
            }

            @Override
            public void is(long sessionId, long orderId, io.parallax.sim.core.Order order) {
                truth.accepted(sessionId, orderId, order);
            }
        };
    }

    /** How matches settle from now on. */
    public void settleBy(SettlementFault rule) {
        settlementFault = rule == null ? tradeId -> USUAL : rule;
    }

    /** Less flow and no more news that moves one venue before the other. */
    public void calm(int speedPercent) {
        flow.speed(speedPercent);
        flow.news(false);
    }

    /** Nobody else trades any more: what is under way arrives. */
    public void still() {
        still = true;
    }

    /** Pays what a market turned out to be worth. */
    public void settle(Venue venue, int instrumentId, long yesPayoutMicros) {
        exchange(venue).settle(truth(venue).market(instrumentId), yesPayoutMicros);
    }

    /** A market closes and its result is told; nobody is paid yet. */
    public void resolve(Venue venue, int instrumentId, boolean yes) {
        String id = truth(venue).market(instrumentId).id();
        state(venue, id, MarketState.CLOSED);
        if (venue == Venue.KALSHI) {
            new KalshiNews(kalshiServer, Runnable::run).determined(id, yes ? "yes" : "no", yes ? Micros.ONE : 0);
        } else {
            new PolymarketNews(polymarketServer, Runnable::run).resolved(id, yes ? Outcome.YES : Outcome.NO);
        }
    }

    /** Another pace of the flow. */
    public void speed(int percent) {
        flow.speed(percent);
    }

    /** Epoch nanoseconds, now. */
    public long nowNs() {
        return time.epochNs();
    }

    /** Time since the run began. */
    public long sinceStartNs() {
        return time.nanoTime();
    }

    /** Changes the state of a market and tells it. */
    public void state(Venue venue, String marketId, MarketState state) {
        Exchange exchange = exchange(venue);
        Market market = exchange.market(marketId);
        MarketState before = market.state();
        if (before != state) {
            exchange.setState(market, state, time.epochNs());
            server(venue).stateChanged(marketId, before, state);
        }
    }

    /** The truth of a venue. */
    public VenueTruth truth(Venue venue) {
        return venue == Venue.KALSHI ? kalshiTruth : polymarketTruth;
    }

    /** Matching core of a venue. */
    public Exchange exchange(Venue venue) {
        return venue == Venue.KALSHI ? kalshi : polymarket;
    }

    /** Server of a venue. */
    public VenueServer server(Venue venue) {
        return venue == Venue.KALSHI ? kalshiServer : polymarketServer;
    }

    /** Kalshi's server. */
    public KalshiServer kalshiServer() {
        return kalshiServer;
    }

    /** Polymarket's server. */
    public PolymarketServer polymarketServer() {
        return polymarketServer;
    }

    /** The way of orders and reads. */
    public Route rest(Venue venue) {
        return venue == Venue.KALSHI ? kalshiRest : polymarketRest;
    }

    /** The way of market data. */
    public Route socket(Venue venue) {
        return venue == Venue.KALSHI ? kalshiSocket : polymarketMarket;
    }

    /** The way of news of own orders. */
    public Route user(Venue venue) {
        return venue == Venue.KALSHI ? kalshiSocket : polymarketUser;
    }

    /** Listed pairs. */
    public List<SimPair> pairs() {
        return pairs;
    }

    /** Pairs as the engine is to hear of them. */
    public List<PlannedPair> planned() {
        return planned;
    }

    /** Polymarket's markets in order of their ids. */
    public List<PolymarketMarket> polymarketMarkets() {
        return polymarketMarkets;
    }

    /** Kalshi's markets in order of their ids. */
    public List<Markets.Listing> kalshiMarkets() {
        return kalshiMarkets;
    }

    /** Where Polymarket is, and who we are there. */
    public PolymarketSettings polymarketSettings() {
        PolymarketAccess access = TestCredentials.polymarket();
        return new PolymarketSettings(
                URI.create("http://polymarket-rest.sim"),
                URI.create("ws://polymarket-market.sim/ws/market"),
                URI.create("ws://polymarket-user.sim/ws/user"),
                access.chainId(),
                access.signatureType(),
                access.funder(),
                new Secret(TestCredentials.POLYMARKET_PRIVATE_KEY),
                new Secret(TestCredentials.POLYMARKET_API_KEY),
                new Secret(TestCredentials.POLYMARKET_API_SECRET),
                new Secret(TestCredentials.POLYMARKET_API_PASSPHRASE));
    }

    /** Where Kalshi is, and who we are there. */
    public KalshiSettings kalshiSettings() {
        return new KalshiSettings(
                URI.create("http://kalshi-rest.sim/trade-api/v2"),
                URI.create("ws://kalshi-socket.sim/trade-api/ws/v2"),
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()));
    }
}
