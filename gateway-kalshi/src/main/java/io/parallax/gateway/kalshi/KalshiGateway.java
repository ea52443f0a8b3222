package io.parallax.gateway.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
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
import io.parallax.gateway.kalshi.market.MarketFeed;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.order.OrderCounter;
import io.parallax.gateway.kalshi.order.OrderInquiry;
import io.parallax.gateway.kalshi.order.OrderNews;
import io.parallax.gateway.kalshi.order.OrderSender;
import io.parallax.gateway.kalshi.order.OrderTable;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import io.parallax.gateway.kalshi.reference.AccountReader;
import io.parallax.gateway.kalshi.reference.MarketReader;
import io.parallax.gateway.kalshi.signing.RequestSigner;
import io.parallax.gateway.kalshi.user.FillList;
import io.parallax.gateway.kalshi.user.OwnLegs;
import io.parallax.gateway.kalshi.user.UserCounter;
import io.parallax.gateway.kalshi.user.UserMessages;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.order.CommandHandler;
import io.parallax.gateway.order.CommandInbox;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.LineCounter;
import io.parallax.gateway.ws.WebSocketSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
    private static final ObjectMapper JSON = new ObjectMapper();
    /** NO levels are asked for in YES price. */
    public static final boolean USE_YES_PRICE = true;

    private static final int INBOX_BYTES = 1 << 16;
    private static final int MAX_ORDERS = 4096;
    private static final long CHECK_MS = 5_000;
    private static final long CHECK_AFTER_ORDER_NS = TimeUnit.SECONDS.toNanos(60);

    private final Markets markets;
    private final EventLoop loop;
    private final EpochClock clock;
    private final HttpLine orderLine;
    private final HttpLine readLine;
    private final MarketFeed feed;
    private final CommandInbox inbox;
    private final EventWriter loopEvents;
    private final EventWriter callerEvents;
    private final PrivateCalls reads;
    private final OrderNews news;
    private final OrderSender sender;
    private final OwnLegs legs = new OwnLegs(MAX_ORDERS);
    private final FillList fills;
    private final MarketReader marketReader;
    private final AccountReader accountReader;
    private final Counters<OrderCounter> orderCounters = new Counters<>(OrderCounter.class);
    private final Counters<UserCounter> userCounters = new Counters<>(UserCounter.class);
    private boolean open;
    private volatile boolean closed;
    private long lastSubmitNanos;
    private boolean submitted;

    /**
     * @param feedSettings lines, shards, back-off and merging of the market data
     * @param listings instrument id and ticker of each market, in the order of definition
     * @param sendOrders false: the object that can send is never made, and every order is answered NOT_SENT
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
                sendOrders,
                FrameTap.NONE,
                FeeBook.shipped());
    }

    /**
     * The same with something between the market connections and their lines.
     *
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
            boolean sendOrders,
            FrameTap tap,
            FeeBook fees) {
        this.markets = new Markets(listings);
        this.loop = loop;
        this.clock = clock;
        this.loopEvents = new EventWriter(publisher, Venue.KALSHI);
        this.callerEvents = new EventWriter(publisher, Venue.KALSHI);
        RequestSigner signer = new RequestSigner(settings);
        String basePath = withoutSlash(settings.rest());
        this.orderLine = new HttpLine(HttpSettings.of("kalshi-orders", settings.rest()), loop, clock);
        this.readLine =
                new HttpLine(HttpSettings.of("kalshi-reads", settings.rest()).withPool(1, 256), loop, clock);
        this.reads = new PrivateCalls(readLine, basePath, signer, clock);
        OrderTable orders = new OrderTable(MAX_ORDERS);
        OrderInquiry inquiry = new OrderInquiry(reads, markets, orders, loop, clock, loopEvents, orderCounters);
        this.news = new OrderNews(orders, inquiry, loopEvents);
        this.sender = sendOrders
                ? new OrderSender(
                        sessionId,
                        markets,
                        orders,
                        new PrivateCalls(orderLine, basePath, signer, clock),
                        loopEvents,
                        gate,
                        clock,
                        inquiry,
                        orderCounters)
                : null;
        this.fills = new FillList(reads, markets, news, legs, loopEvents, userCounters, clock.epochNanos());
        UserMessages messages = new UserMessages(sessionId, markets, news, fills, loopEvents, userCounters);
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
                                signer.addHeaders("GET", settings.socket().getPath(), clock.epochNanos(), headers))
                        .withBackoff(feedSettings.backoffMinNs(), feedSettings.backoffMaxNs())
                        .withCompression(feedSettings.compression()),
                tap);
        this.inbox = new CommandInbox(Venue.KALSHI, INBOX_BYTES, loop, clock, publisher, new Commands());
        RestReader rest = new RestReader(readLine, reads::addHeaders);
        this.marketReader = new MarketReader(rest, basePath, fees);
        this.accountReader = new AccountReader(rest, basePath);
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

    /** Connects the lines and subscribes; from then on everything happens on the event loop. */
    public synchronized void start() {
        openLines();
        feed.start();
        loop.schedule(this::check, CHECK_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Reads balance and positions and publishes them between begin and end; an end that is not complete says what could
     * not be read is missing.
     */
    public synchronized void reconcile() {
        openLines();
        stampCaller();
        callerEvents.reconcileBegin();
        boolean complete = true;
        try {
            long cashMicros = accountReader.balanceMicros();
            stampCaller();
            callerEvents.balance(cashMicros);
            long[] positions = accountReader.positionsMicros(markets);
            stampCaller();
            for (int i = 0; i < positions.length; i++) {
                callerEvents.position(
                        markets.instrumentId(i),
                        Math.max(0, positions[i]),
                        Math.max(0, Math.negateExact(positions[i])));
            }
        } catch (ReferenceException e) {
            LOG.error("reconciliation with Kalshi is not complete: {}", e.getMessage());
            complete = false;
        }
        stampCaller();
        callerEvents.reconcileEnd(complete);
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
        orderLine.counters().forEach((name, count) -> reader.accept(label("http.orders", name), count));
        readLine.counters().forEach((name, count) -> reader.accept(label("http.reads", name), count));
        reader.accept("kalshi.inbox.refused_orders", inbox.refusedOrders());
        reader.accept("kalshi.inbox.lost_commands", inbox.lostCommands());
    }

    /** Closes every connection; what is in flight ends unknown or unsent. */
    @Override
    public void close() {
        closed = true;
        feed.close();
        orderLine.close();
        readLine.close();
    }

    private void openLines() {
        if (!open) {
            open = true;
            orderLine.start();
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

    private void refreshBalance() {
        reads.send(
                "GET",
                "/portfolio/balance",
                (status, body, offset, length, receivedNanos, receivedEpochNs) -> {
                    try {
                        byte[] bytes = new byte[length];
                        body.getBytes(offset, bytes);
                        JsonNode answer = JSON.readTree(bytes);
                        if (status == 200) {
                            loopEvents.stamp(receivedEpochNs, 0, receivedNanos);
                            loopEvents.balance(AccountReader.balanceMicros(answer));
                        } else {
                            LOG.warn("balance not read: status {}", status);
                        }
                    } catch (IOException | ReferenceException e) {
                        LOG.warn("balance not read: {}", e.getMessage());
                    }
                },
                failure -> LOG.warn("balance not read: {}", failure));
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
            if (sender == null) {
                loopEvents.stamp(clock.epochNanos(), 0, 0);
                loopEvents.rejected(order.orderId(), RejectCode.NOT_SENT, "sending of orders is switched off");
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
            refreshBalance();
        }
    }
}
