package io.parallax.gateway.kalshi;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.ResetGuardDecoder;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.config.FeedSettings;
import io.parallax.config.KalshiSettings;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.account.AccountCounter;
import io.parallax.gateway.kalshi.account.AccountSync;
import io.parallax.gateway.kalshi.exchange.Conditions;
import io.parallax.gateway.kalshi.exchange.ExchangeCounter;
import io.parallax.gateway.kalshi.exchange.ExchangeWatch;
import io.parallax.gateway.kalshi.exchange.ProblemWatch;
import io.parallax.gateway.kalshi.limit.KalshiTolls;
import io.parallax.gateway.kalshi.market.MarketFeed;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.order.OrderCounter;
import io.parallax.gateway.kalshi.order.OrderGroups;
import io.parallax.gateway.kalshi.order.OrderInquiry;
import io.parallax.gateway.kalshi.order.OrderNews;
import io.parallax.gateway.kalshi.order.OrderSender;
import io.parallax.gateway.kalshi.order.OrderTable;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import io.parallax.gateway.kalshi.order.ShadowDesk;
import io.parallax.gateway.kalshi.reference.MarketReader;
import io.parallax.gateway.kalshi.signing.SignedRoutes;
import io.parallax.gateway.kalshi.signing.SigningCounter;
import io.parallax.gateway.kalshi.user.FillList;
import io.parallax.gateway.kalshi.user.GroupNews;
import io.parallax.gateway.kalshi.user.OwnLegs;
import io.parallax.gateway.kalshi.user.UserCounter;
import io.parallax.gateway.kalshi.user.UserMessages;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.order.CommandHandler;
import io.parallax.gateway.order.CommandInbox;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.LineCounter;
import io.parallax.gateway.ws.WebSocketSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjLongConsumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kalshi, from its socket and REST calls to events, and from commands to orders.
 *
 * <p>Order of use: {@link #defineInstruments}, {@link #start}, {@link #reconcile}; {@link #close} at the end. The first and
 * third block the caller and must not run on the event loop. {@link #onCommand} is called by the dispatch thread.
 */
public final class KalshiGateway implements CommandSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KalshiGateway.class);
    /** NO levels are asked for in YES price. */
    public static final boolean USE_YES_PRICE = true;

    /** Read so often that the loop should not sign for them. */
    private static final List<String> READ_AGAIN = List.of(
            "/portfolio/orders",
            "/portfolio/fills",
            "/portfolio/positions",
            "/portfolio/settlements",
            "/portfolio/balance");

    private static final int INBOX_BYTES = 1 << 16;
    private static final int MAX_ORDERS = 4096;
    private static final long CHECK_MS = 5_000;
    private static final long GROUPS_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long RECONCILE_NS = TimeUnit.SECONDS.toNanos(90);
    private static final long CHECK_AFTER_ORDER_NS = TimeUnit.SECONDS.toNanos(60);

    private final Markets markets;
    private final EventLoop loop;
    private final EpochClock clock;
    private final HttpLine orderLine; // null where nothing may be sent
    private final HttpLine readLine;
    private final MarketFeed feed;
    private final CommandInbox inbox;
    private final EventWriter loopEvents;
    private final EventWriter callerEvents;
    private final SignedRoutes routes;
    private final PrivateCalls reads;
    private final OrderNews news;
    private final Conditions conditions;
    private final OrderGroups groups;
    private final OrderSender sender;
    private final ShadowDesk shadow;
    private final ExchangeWatch exchange;
    private final AccountSync account;
    private final OwnLegs legs = new OwnLegs(MAX_ORDERS);
    private final FillList fills;
    private final MarketReader marketReader;
    private final Counters<OrderCounter> orderCounters = new Counters<>(OrderCounter.class);
    private final Counters<UserCounter> userCounters = new Counters<>(UserCounter.class);
    private final Counters<ExchangeCounter> exchangeCounters = new Counters<>(ExchangeCounter.class);
    private final Counters<AccountCounter> accountCounters = new Counters<>(AccountCounter.class);
    private boolean open;
    private volatile boolean closed;
    private long lastSubmitNanos;
    private boolean submitted;

    /**
     * @param feedSettings lines, shards, back-off and merging of the market data
     * @param listings instrument id and ticker of each market, in the order of definition
     * @param sendOrders false: the object that can send is never made; every order is built, told and answered SHADOWED
     */
    public KalshiGateway(
            KalshiSettings settings,
            FeedSettings feedSettings,
            long sessionId,
            EventPublisher publisher,
            TradingGate gate,
            EventLoop loop,
            EpochClock clock,
            List<Markets.Listing> listings,
            boolean sendOrders) {
        this(
                settings,
                feedSettings,
                sessionId,
                publisher,
                gate,
                loop,
                clock,
                listings,
                sendOrders ? OrderRoute.VENUE : OrderRoute.SHADOW,
                FrameTap.NONE,
                FeeBook.shipped());
    }

    /**
     * The same with something between the market connections and their lines.
     *
     * @param route how far orders go; the line that can send them is made for VENUE alone
     * @param fees says what a fee type means
     */
    public KalshiGateway(
            KalshiSettings settings,
            FeedSettings feedSettings,
            long sessionId,
            EventPublisher publisher,
            TradingGate gate,
            EventLoop loop,
            EpochClock clock,
            List<Markets.Listing> listings,
            OrderRoute route,
            FrameTap tap,
            FeeBook fees) {
        this(
                settings,
                feedSettings,
                sessionId,
                publisher,
                gate,
                loop,
                clock,
                listings,
                route,
                tap,
                fees,
                KalshiOptions.of(settings.tuning()));
    }

    /** The same with other options. */
    public KalshiGateway(
            KalshiSettings settings,
            FeedSettings feedSettings,
            long sessionId,
            EventPublisher publisher,
            TradingGate gate,
            EventLoop loop,
            EpochClock clock,
            List<Markets.Listing> listings,
            OrderRoute route,
            FrameTap tap,
            FeeBook fees,
            KalshiOptions options) {
        this.markets = new Markets(listings);
        this.loop = loop;
        this.clock = clock;
        this.loopEvents = new EventWriter(publisher, Venue.KALSHI);
        this.callerEvents = new EventWriter(publisher, Venue.KALSHI);
        this.routes = new SignedRoutes(settings, options.signing(), loop, clock);
        KalshiTolls tolls = new KalshiTolls(settings.tuning().tier());
        String basePath = withoutSlash(settings.rest());
        this.orderLine = route == OrderRoute.VENUE
                ? new HttpLine(
                        HttpSettings.of("kalshi-orders", settings.rest()).withHttp(settings.http()), loop, clock, tolls)
                : null;
        this.readLine = new HttpLine(
                HttpSettings.of("kalshi-reads", settings.rest())
                        .withHttp(settings.http())
                        .withPool(1, 256),
                loop,
                clock,
                tolls);
        this.conditions = new Conditions(loopEvents, clock);
        this.exchange = new ExchangeWatch(this::reads, markets::shardsInUse, conditions, loop, clock, exchangeCounters);
        ProblemWatch problems = new ProblemWatch(conditions, loop, clock, exchangeCounters, exchange::probe);
        this.reads = new PrivateCalls(readLine, basePath, routes, problems.reads());
        for (String list : READ_AGAIN) {
            routes.warm("GET", basePath + list);
        }
        OrderTable orders = new OrderTable(MAX_ORDERS);
        OrderInquiry inquiry =
                new OrderInquiry(reads.asking(), markets, orders, loop, clock, loopEvents, orderCounters);
        this.news = new OrderNews(sessionId, orders, inquiry, loopEvents);
        this.groups = new OrderGroups(route == OrderRoute.VENUE ? options.groupLimitContracts() : 0, orderCounters);
        this.sender = route == OrderRoute.VENUE
                ? new OrderSender(
                        sessionId,
                        markets,
                        orders,
                        new PrivateCalls(orderLine, basePath, routes, problems.orders()),
                        loopEvents,
                        gate,
                        clock,
                        inquiry,
                        groups,
                        orderCounters)
                : null;
        this.shadow = route != OrderRoute.SHADOW
                ? null
                : new ShadowDesk(
                        sessionId,
                        markets,
                        routes.warm("POST", basePath + OrderSender.ORDERS),
                        loopEvents,
                        clock,
                        orderCounters);
        this.fills = new FillList(reads, markets, news, legs, loopEvents, userCounters, clock.epochNanos());
        this.account = new AccountSync(
                reads,
                markets,
                news,
                fills,
                conditions,
                problems::mayRead,
                sender,
                loopEvents,
                loop,
                clock,
                accountCounters);
        UserMessages messages = new UserMessages(
                sessionId,
                markets,
                news,
                fills,
                new GroupNews(groups, conditions),
                account::onReconnect,
                loopEvents,
                userCounters);
        this.feed = new MarketFeed(
                markets,
                feedSettings,
                USE_YES_PRICE,
                publisher,
                messages,
                loop,
                clock,
                ReconnectBudget.perMinute(feedSettings.reconnectsPerMinute(), sessionId),
                name -> WebSocketSettings.of(name, settings.socket())
                        .withHeaders(headers ->
                                routes.of("GET", settings.socket().getPath()).addTo(headers))
                        .withBackoff(feedSettings.backoffMinNs(), feedSettings.backoffMaxNs())
                        .withCompression(feedSettings.compression()),
                tap);
        this.inbox = new CommandInbox(Venue.KALSHI, INBOX_BYTES, loop, clock, publisher, new Commands());
        this.marketReader = new MarketReader(new RestReader(readLine, reads::addHeaders), basePath, fees);
    }

    private PrivateCalls reads() {
        return reads;
    }

    /**
     * Reads every market and publishes its definition, in the order given.
     *
     * @throws ReferenceException when one cannot be read
     */
    public synchronized void defineInstruments() {
        openLines();
        for (int i = 0; i < markets.size(); i++) {
            MarketReader.Market market =
                    marketReader.read(markets.instrumentId(i), markets.ticker(i), clock.epochNanos());
            markets.shard(i, market.shard());
            markets.fees().put(i, market.fees());
            stampCaller();
            callerEvents.instrument(market.definition());
        }
    }

    /**
     * Follows one more market: reads its rules, publishes its definition and subscribes it, without touching the books of
     * others. A market that was followed before, under the same instrument, is only subscribed. Blocks; not on the event
     * loop.
     *
     * @param listing the next dense instrument id, and the ticker
     * @throws ReferenceException when the market cannot be read; nothing has changed then
     * @throws IllegalArgumentException when the ticker or the instrument is in use otherwise
     * @throws IllegalStateException when it is followed already, or every connection is full
     */
    public synchronized void follow(Markets.Listing listing) {
        openLines();
        int known = markets.indexOf(listing.instrumentId());
        if (known != TextMap.ABSENT && markets.ticker(known).equals(listing.ticker())) {
            onLoop(() -> feed.follow(known));
            return;
        }
        MarketReader.Market market = marketReader.read(listing.instrumentId(), listing.ticker(), clock.epochNanos());
        onLoop(() -> {
            int index = markets.add(listing);
            markets.shard(index, market.shard());
            markets.fees().put(index, market.fees());
            loopEvents.stamp(clock.epochNanos(), 0, 0);
            loopEvents.instrument(market.definition());
            feed.follow(index);
        });
    }

    /** Follows a market no longer; its instrument stays known. Blocks; not on the event loop. */
    public synchronized void unfollow(int instrumentId) {
        onLoop(() -> {
            int market = markets.indexOf(instrumentId);
            if (market == TextMap.ABSENT || !feed.unfollow(market)) {
                throw new IllegalStateException("instrument " + instrumentId + " is not followed");
            }
        });
    }

    /** Whether every market is followed by a line that lives. */
    public boolean isLive() {
        return feed.isLive();
    }

    private void onLoop(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    /** Makes the order groups, connects the lines and subscribes; from then on everything happens on the event loop. */
    public synchronized void start() {
        openLines();
        if (sender != null) {
            CompletableFuture<Boolean> made = new CompletableFuture<>();
            loop.execute(() -> sender.makeGroups(() -> made.complete(true)));
            await(made, GROUPS_NS);
        }
        feed.start();
        loop.execute(exchange::start);
        loop.schedule(this::check, CHECK_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Holds our state against the venue's: where orders may be sent nothing rests any more when it is over; settlements,
     * positions and cash are published between begin and end. From then on it is done again by timers and after each
     * reconnect. Blocks; not on the event loop.
     *
     * @return whether all of it could be read; the end that was published says the same
     */
    public synchronized boolean reconcile() {
        openLines();
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        loop.execute(() -> account.start(whole::complete));
        if (!await(whole, RECONCILE_NS)) {
            LOG.error("reconciliation with Kalshi is not complete: check credentials, address and what rests there");
            return false;
        }
        return true;
    }

    /** Waits for something the loop does, or steps it. @return what it came to, false when it took too long */
    private boolean await(CompletableFuture<Boolean> future, long timeoutNs) {
        readLine.await(future::isDone, timeoutNs);
        try {
            return future.get(readLine.isStepped() ? 0 : timeoutNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /**
     * Asks the venue to cancel every order of the account, those of other sessions too. Any thread; needs neither the engine
     * nor the dispatcher.
     */
    public void cancelAll() {
        if (sender != null) {
            loop.execute(sender::cancelAll);
        }
    }

    /** The order groups and whether one is triggered, for people; empty where there is none. Any thread. */
    public String guard() {
        return groups.text();
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        inbox.onCommand(sequence, receivedNanos, buffer, offset, length);
    }

    /** Every count of the gateway by name, such as {@code kalshi.feed.deltas}. */
    public void forEachCounter(ObjLongConsumer<String> reader) {
        feed.counters().forEach((name, count) -> reader.accept(label("feed", name), count));
        feed.faults()
                .forEachMet((name, count) -> reader.accept("kalshi.fault." + name.toLowerCase(Locale.ROOT), count));
        for (LineCounter name : LineCounter.values()) {
            reader.accept(label("socket", name), feed.count(name));
        }
        if (feed.conflationCounters() != null) {
            feed.conflationCounters().forEach((name, count) -> reader.accept(label("conflation", name), count));
        }
        orderCounters.forEach((name, count) -> reader.accept(label("order", name), count));
        userCounters.forEach((name, count) -> reader.accept(label("user", name), count));
        exchangeCounters.forEach((name, count) -> reader.accept(label("exchange", name), count));
        accountCounters.forEach((name, count) -> reader.accept(label("account", name), count));
        routes.counters().forEach((name, count) -> {
            if (name != SigningCounter.AHEAD) {
                reader.accept(label("signing", name), count);
            }
        });
        reader.accept(label("signing", SigningCounter.AHEAD), routes.aheadCount());
        if (orderLine != null) {
            orderLine.counters().forEach((name, count) -> reader.accept(label("http.orders", name), count));
        }
        readLine.counters().forEach((name, count) -> reader.accept(label("http.reads", name), count));
        reader.accept("kalshi.inbox.refused_orders", inbox.refusedOrders());
        reader.accept("kalshi.inbox.lost_commands", inbox.lostCommands());
    }

    /** Closes every connection; what is in flight ends unknown or unsent. */
    @Override
    public void close() {
        closed = true;
        routes.close();
        loop.execute(() -> {
            exchange.stop();
            account.close();
        });
        feed.close();
        if (orderLine != null) {
            orderLine.close();
        }
        readLine.close();
    }

    private void openLines() {
        if (!open) {
            open = true;
            routes.start();
            if (orderLine != null) {
                orderLine.start();
            }
            readLine.start();
        }
    }

    private void stampCaller() {
        callerEvents.stamp(clock.epochNanos(), 0, 0);
    }

    /** Private messages have no numbers: while orders are about, the list of fills is read every few seconds. */
    private void check() {
        if (closed) {
            return;
        }
        loop.schedule(this::check, CHECK_MS, TimeUnit.MILLISECONDS);
        if (submitted && (news.hasLive() || clock.nanoTime() - lastSubmitNanos < CHECK_AFTER_ORDER_NS)) {
            fills.read();
        }
    }

    private static String label(String part, Enum<?> name) {
        return "kalshi." + part + "." + name.name().toLowerCase(Locale.ROOT);
    }

    private static String withoutSlash(URI rest) {
        String path = rest.getPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Commands on the event loop. Without a sender nothing of an order leaves the process. */
    private final class Commands implements CommandHandler {
        @Override
        public void onSubmit(SubmitOrderDecoder order, long receivedNanos) {
            if (shadow != null) {
                shadow.submit(order);
                return;
            }
            if (sender == null) {
                loopEvents.stamp(clock.epochNanos(), 0, 0);
                loopEvents.rejected(order.orderId(), RejectCode.NOT_SENT, "this session sends no orders");
                return;
            }
            submitted = true;
            lastSubmitNanos = clock.nanoTime();
            legs.remember(order.orderId(), order.outcome(), order.action());
            sender.submit(order);
        }

        @Override
        public void onCancel(CancelOrderDecoder cancel) {
            if (sender != null) {
                sender.cancel(cancel.orderId());
            }
        }

        @Override
        public void onCancelAll(CancelAllDecoder cancelAll) {
            if (sender != null) {
                sender.cancelAll();
            }
        }

        @Override
        public void onResetGuard(ResetGuardDecoder reset) {
            if (sender != null) {
                sender.resetGroups(all -> {
                    if (all) {
                        conditions.end(VenueConditionKind.GUARD_TRIPPED);
                    }
                });
            }
        }

        @Override
        public void onQuery(QueryOrderDecoder query) {
            if (sender != null) {
                sender.query(query.orderId());
                fills.read();
            }
        }

        @Override
        public void onResubscribe(ResubscribeDecoder resubscribe) {
            int line = resubscribe.line() == ResubscribeDecoder.lineNullValue() ? MarketFeed.ALL : resubscribe.line();
            feed.resubscribe(resubscribe.instrumentId(), line);
        }

        @Override
        public void onReconnectLine(ReconnectLineDecoder reconnect) {
            feed.reconnect(reconnect.line());
        }

        @Override
        public void onRefreshBalance(RefreshBalanceDecoder refresh) {
            account.refreshCash();
        }
    }
}
