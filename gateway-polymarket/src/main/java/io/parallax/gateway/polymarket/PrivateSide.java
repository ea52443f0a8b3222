package io.parallax.gateway.polymarket;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.FeedSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpOutlet;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.http.ShadowOutlet;
import io.parallax.gateway.http.Tolls;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.condition.CancelProbe;
import io.parallax.gateway.polymarket.condition.ConditionCounter;
import io.parallax.gateway.polymarket.condition.Heartbeats;
import io.parallax.gateway.polymarket.condition.VenueConditions;
import io.parallax.gateway.polymarket.order.Cancellations;
import io.parallax.gateway.polymarket.order.OrderCounter;
import io.parallax.gateway.polymarket.order.OrderSender;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import io.parallax.gateway.polymarket.reconcile.Cash;
import io.parallax.gateway.polymarket.reconcile.Holdings;
import io.parallax.gateway.polymarket.reconcile.MovedMarkets;
import io.parallax.gateway.polymarket.reconcile.OpenOrders;
import io.parallax.gateway.polymarket.reconcile.Payouts;
import io.parallax.gateway.polymarket.reconcile.Reads;
import io.parallax.gateway.polymarket.reconcile.ReconcileCounter;
import io.parallax.gateway.polymarket.reconcile.Reconciler;
import io.parallax.gateway.polymarket.reconcile.Resolutions;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.polymarket.user.OrderInquiry;
import io.parallax.gateway.polymarket.user.OwnOrders;
import io.parallax.gateway.polymarket.user.TradeHistory;
import io.parallax.gateway.polymarket.user.UserCounter;
import io.parallax.gateway.polymarket.user.UserDecoder;
import io.parallax.gateway.polymarket.user.UserFeed;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/**
 * Everything of the gateway that needs the API key: orders where they may be sent, news of them, what the venue lets us do,
 * cash and positions. Orders, questions about them, and upkeep each have connections of their own, so that no page of trades
 * holds up an order or the question what became of one. Made by the starting thread, then on the event loop.
 */
final class PrivateSide implements AutoCloseable {
    private static final int ORDER_CAPACITY = 4096;
    private static final int UPKEEP_QUEUE = 64;
    private static final long UPKEEP_DEADLINE_NS = TimeUnit.SECONDS.toNanos(3);

    private final Counters<OrderCounter> orderCounters;
    private final Counters<UserCounter> userCounters = new Counters<>(UserCounter.class);
    private final Counters<ConditionCounter> conditionCounters = new Counters<>(ConditionCounter.class);
    private final FaultCounters userFaults = new FaultCounters();
    private final OrderTable orders = new OrderTable(ORDER_CAPACITY);
    private final EventLoop loop;
    private final OrderSigner signer;
    private final HttpLine upkeepLine;
    private final OrderInquiry inquiry;
    private final UserFeed userFeed;
    private final Cash cash;
    private final Reconciler reconciler;
    private final OrderSender sender;
    private final Heartbeats heartbeats;

    /** What the private side shares with the public one. */
    record Shared(
            PolymarketSettings settings,
            FeedSettings feed,
            long sessionId,
            EventPublisher publisher,
            TradingGate gate,
            EventLoop loop,
            EpochClock clock,
            MarketTable markets,
            ReconnectBudget budget,
            EventWriter events,
            HttpLine orderLine,
            HttpLine readLine,
            Counters<OrderCounter> orderCounters,
            Reads publicReads,
            Resolutions resolutions,
            Counters<ReconcileCounter> reconcileCounters,
            Tolls tolls,
            SigningSettings signing) {}

    /** @param route how far orders go; what asks the venue to change anything is made for VENUE alone */
    PrivateSide(Shared shared, OrderRoute route) {
        boolean sendsOrders = route == OrderRoute.VENUE;
        PolymarketSettings settings = shared.settings();
        loop = shared.loop();
        EpochClock clock = shared.clock();
        MarketTable markets = shared.markets();
        EventWriter events = shared.events();
        orderCounters = shared.orderCounters();
        upkeepLine = new HttpLine(
                HttpSettings.of("polymarket-upkeep", settings.rest())
                        .withHttp(settings.http())
                        .withPool(2, UPKEEP_QUEUE)
                        .withDeadline(UPKEEP_DEADLINE_NS),
                loop,
                clock,
                shared.tolls());
        signer = new OrderSigner(settings, shared.signing());
        VenueConditions conditions = new VenueConditions(
                loop, clock, new EventWriter(shared.publisher(), Venue.POLYMARKET), conditionCounters);
        PrivateCalls reads = calls(shared.readLine(), shared, signer, conditions, RequestKind.VITAL);
        PrivateCalls upkeep = calls(upkeepLine, shared, signer, conditions, RequestKind.READ);
        String apiKey = settings.apiKey().reveal();
        inquiry = new OrderInquiry(reads, loop, clock, events);
        CatchUp catchUp = new CatchUp();
        OwnOrders own = new OwnOrders(markets, events, clock, inquiry, catchUp);
        TradeHistory trades = new TradeHistory(reads, markets, orders, apiKey, own, userCounters, userFaults);
        inquiry.tradesFrom(trades);
        UserDecoder decoder = new UserDecoder(markets, orders, apiKey, own, userCounters, userFaults);
        userFeed = new UserFeed(
                settings, shared.feed(), markets, loop, clock, shared.budget(), decoder, own, orders, inquiry, trades);
        catchUp.feed = userFeed;
        MovedMarkets moved = new MovedMarkets(shared.publicReads(), markets, loop);
        conditions.movedMarkets(moved::read);
        Reads upkeepReads = new Reads(upkeep, loop, shared.reconcileCounters());
        Holdings holdings = new Holdings(upkeepReads, markets, loop, signer.signatureType());
        Payouts payouts = new Payouts(holdings, shared.resolutions(), markets, loop, clock, events);
        own.fillsTo(payouts::onFill);
        cash = new Cash(holdings, payouts, events, clock);
        TradeHistory pages = new TradeHistory(upkeep, markets, orders, apiKey, own, userCounters, userFaults);
        reconciler = new Reconciler(
                new OpenOrders(upkeepReads, markets, orders),
                pages::readSince,
                holdings,
                payouts,
                shared.resolutions(),
                markets,
                orders,
                inquiry,
                events,
                loop,
                clock,
                shared.reconcileCounters(),
                conditions::isEdgeBlocked,
                sendsOrders ? new Cancellations(upkeep, orderCounters) : null);
        userFeed.reconnectedTo(reconciler::soon);
        if (route == OrderRoute.NONE) {
            sender = null;
            heartbeats = null;
            return;
        }
        HttpOutlet outlet = sendsOrders ? shared.orderLine() : new ShadowOutlet();
        sender = new OrderSender(
                settings,
                shared.sessionId(),
                markets,
                orders,
                signer,
                calls(outlet, shared, signer, conditions, RequestKind.VITAL),
                events,
                shared.gate(),
                clock,
                inquiry,
                conditions,
                orderCounters);
        if (!sendsOrders) {
            heartbeats = null;
            return;
        }
        conditions.probedBy(new CancelProbe(upkeep));
        heartbeats = new Heartbeats(upkeep, loop, clock, conditions, reconciler::ordersThen, conditionCounters);
    }

    /** @param reading what its reads are for */
    private static PrivateCalls calls(
            HttpOutlet line, Shared shared, OrderSigner signer, VenueConditions conditions, RequestKind reading) {
        PrivateCalls calls = new PrivateCalls(line, shared.settings(), signer.signerAddress(), shared.clock(), reading);
        calls.watchedBy(conditions);
        return calls;
    }

    /** The user line is made after what may ask it to catch up. */
    private static final class CatchUp implements Runnable {
        private UserFeed feed;

        @Override
        public void run() {
            feed.catchUp();
        }
    }

    void openLines() {
        upkeepLine.start();
    }

    void start() {
        userFeed.start();
        if (heartbeats != null) {
            heartbeats.start();
        }
    }

    @Override
    public void close() {
        if (heartbeats != null) {
            heartbeats.close();
        }
        reconciler.close();
        userFeed.close();
        upkeepLine.close();
        loop.execute(signer::close);
    }

    /** Null where sending is off. */
    OrderSender sender() {
        return sender;
    }

    OrderTable orders() {
        return orders;
    }

    OrderInquiry inquiry() {
        return inquiry;
    }

    UserFeed userFeed() {
        return userFeed;
    }

    Cash cash() {
        return cash;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    Counters<UserCounter> userCounters() {
        return userCounters;
    }

    FaultCounters userFaults() {
        return userFaults;
    }

    Counters<ConditionCounter> conditionCounters() {
        return conditionCounters;
    }

    void forEachCounter(ObjLongConsumer<String> reader) {
        userFeed.line().counters().forEach((name, count) -> reader.accept(label("user.socket", name), count));
        userCounters.forEach((name, count) -> reader.accept(label("user", name), count));
        userFaults.forEachMet((name, count) -> reader.accept(label("user.fault", name), count));
        conditionCounters.forEach((name, count) -> reader.accept(label("condition", name), count));
        signer.counters().forEach((name, count) -> reader.accept(label("signing", name), count));
        upkeepLine.counters().forEach((name, count) -> reader.accept(label("http.upkeep", name), count));
    }

    static String label(String part, Object name) {
        return "polymarket." + part + "." + name.toString().toLowerCase(Locale.ROOT);
    }
}
