package io.parallax.gateway.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.FeedSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.net.SteppedLoop;
import io.parallax.gateway.order.CommandHandler;
import io.parallax.gateway.order.CommandInbox;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.limit.PolymarketTolls;
import io.parallax.gateway.polymarket.market.MarketFeed;
import io.parallax.gateway.polymarket.order.OrderCounter;
import io.parallax.gateway.polymarket.order.OrderSender;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reconcile.PublicCalls;
import io.parallax.gateway.polymarket.reconcile.Reads;
import io.parallax.gateway.polymarket.reconcile.ReconcileCounter;
import io.parallax.gateway.polymarket.reconcile.Resolutions;
import io.parallax.gateway.polymarket.reference.MarketReader;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.polymarket.user.UserFeed;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.LineCounter;
import io.parallax.gateway.ws.LineState;
import io.parallax.gateway.ws.WebSocketSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjLongConsumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue as the process sees it. Life: construct, {@link #defineInstruments}, {@link #start}, {@link #reconcile},
 * {@link #close}. Commands come in by {@link #onCommand} from the dispatch thread; events go out from the event loop.
 *
 * <p>Without {@code sendOrders} the object that can send is never made: orders are answered NOT_SENT. Without an API key
 * there is no account either: no user line, no balance, no reconciliation.
 */
public final class PolymarketGateway implements CommandSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolymarketGateway.class);
    private static final int INBOX_BYTES = 256 * 1024;
    private static final int EVERY_INSTRUMENT = -1;
    private static final int READ_QUEUE = 256;
    private static final long COPY_READER_REST_S = 60;
    private static final long RECONCILE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long RECONCILE_MARKET_NS = TimeUnit.SECONDS.toNanos(1);

    private final EventPublisher publisher;
    private final EventLoop loop;
    private final EpochClock clock;
    private final MarketTable markets;
    private final HttpLine orderLine; // null where nothing may be sent
    private final HttpLine readLine;
    private final MarketFeed marketFeed;
    private final EventWriter events;
    private final CommandInbox inbox;
    private final Counters<OrderCounter> orderCounters = new Counters<>(OrderCounter.class);
    private final Counters<ReconcileCounter> reconcileCounters = new Counters<>(ReconcileCounter.class);

    /** Null without an account. */
    private final PrivateSide account;

    /**
     * Makes every part; connects nothing.
     *
     * @param feed lines, shards, back-off and merging of the market data
     * @param sessionId of this run; with an order's id it gives the salt and so the order's hash
     * @param sendOrders whether an object that can send is made at all
     * @param loop on which everything of this gateway runs
     */
    public PolymarketGateway(
            PolymarketSettings settings,
            FeedSettings feed,
            long sessionId,
            boolean sendOrders,
            EventPublisher publisher,
            TradingGate gate,
            EventLoop loop,
            EpochClock clock,
            List<PolymarketMarket> markets) {
        this(
                settings,
                feed,
                sessionId,
                OrderRoute.of(sendOrders),
                publisher,
                gate,
                loop,
                clock,
                markets,
                FrameTap.NONE);
    }

    /**
     * The same with something between the market connections and their lines, and a signer without ceilings.
     *
     * @param route how far orders go; the line that can send them is made for VENUE alone
     */
    public PolymarketGateway(
            PolymarketSettings settings,
            FeedSettings feed,
            long sessionId,
            OrderRoute route,
            EventPublisher publisher,
            TradingGate gate,
            EventLoop loop,
            EpochClock clock,
            List<PolymarketMarket> markets,
            FrameTap tap) {
        this(settings, SigningSettings.unlimited(), feed, sessionId, route, publisher, gate, loop, clock, markets, tap);
    }

    /** The same with the signer's ceilings. On a stepped loop there is no nonce pool: it would have a thread of its own. */
    public PolymarketGateway(
            PolymarketSettings settings,
            SigningSettings signing,
            FeedSettings feed,
            long sessionId,
            OrderRoute route,
            EventPublisher publisher,
            TradingGate gate,
            EventLoop loop,
            EpochClock clock,
            List<PolymarketMarket> markets,
            FrameTap tap) {
        this.publisher = publisher;
        this.clock = clock;
        this.markets = new MarketTable(markets);
        boolean sendOrders = route != OrderRoute.NONE;
        PolymarketTolls tolls = new PolymarketTolls(settings.tier());
        orderLine = route == OrderRoute.VENUE
                ? new HttpLine(
                        HttpSettings.of("polymarket-orders", settings.rest()).withHttp(settings.http()),
                        loop,
                        clock,
                        tolls)
                : null;
        readLine = new HttpLine(
                HttpSettings.of("polymarket-reads", settings.rest())
                        .withHttp(settings.http())
                        .withPool(1, READ_QUEUE),
                loop,
                clock,
                tolls);
        this.loop = loop;
        ReconnectBudget budget = ReconnectBudget.perMinute(feed.reconnectsPerMinute(), sessionId);
        marketFeed = new MarketFeed(
                this.markets,
                feed,
                publisher,
                loop,
                clock,
                budget,
                name -> WebSocketSettings.of(name, settings.marketSocket())
                        .withBackoff(feed.backoffMinNs(), feed.backoffMaxNs())
                        .withCompression(feed.compression()),
                tap);
        marketFeed.compareWith(readLine, loop instanceof SteppedLoop ? loop : copyReader());
        events = new EventWriter(publisher, Venue.POLYMARKET);
        inbox = new CommandInbox(Venue.POLYMARKET, INBOX_BYTES, loop, clock, publisher, new Commands());
        boolean hasAccount = !settings.apiKey().reveal().isBlank();
        if (sendOrders && !hasAccount) {
            throw new IllegalArgumentException(
                    "polymarket.apiKey: empty; sending orders needs the API key, secret and passphrase");
        }
        Reads publicReads = new Reads(new PublicCalls(readLine), loop, reconcileCounters);
        Resolutions resolutions =
                new Resolutions(publicReads, this.markets, loop, clock, new EventWriter(publisher, Venue.POLYMARKET));
        marketFeed.resolvedTo(resolutions::onTold);
        account = hasAccount
                ? new PrivateSide(
                        new PrivateSide.Shared(
                                settings,
                                feed,
                                sessionId,
                                publisher,
                                gate,
                                loop,
                                clock,
                                this.markets,
                                budget,
                                events,
                                orderLine,
                                readLine,
                                orderCounters,
                                publicReads,
                                resolutions,
                                reconcileCounters,
                                tolls,
                                new SigningSettings(
                                        signing.limits(),
                                        sendOrders && !(loop instanceof SteppedLoop) ? signing.noncePairs() : 0,
                                        signing.keptOrders())),
                        route)
                : null;
    }

    /** A thread that lives while there are answers to read, and keeps no process alive. */
    private static Executor copyReader() {
        return new ThreadPoolExecutor(0, 1, COPY_READER_REST_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "polymarket-copies");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads every market and publishes its definition, in order of the list given. Blocking; not on the event loop, and
     * before {@link #start}.
     *
     * @throws io.parallax.gateway.reference.ReferenceException when a market cannot be read or cannot be traded
     */
    public synchronized void defineInstruments() {
        openLines();
        MarketReader reader = reader();
        EventWriter definitions = new EventWriter(publisher, Venue.POLYMARKET);
        for (int slot = 0; slot < markets.size(); slot++) {
            InstrumentDefinition definition = reader.read(slot);
            definitions.stamp(clock.epochNanos(), 0, 0);
            definitions.instrument(definition);
        }
    }

    private MarketReader reader() {
        return new MarketReader(new RestReader(readLine, (method, path, headers) -> {}), markets, clock);
    }

    /**
     * Follows one more market: reads its rules, publishes its definition and subscribes it, without touching the books of
     * others. A market that was followed before, under the same instrument, is only read and subscribed. Blocking; not on
     * the event loop.
     *
     * @param market with the next dense instrument id
     * @throws io.parallax.gateway.reference.ReferenceException when the market cannot be read or cannot be traded
     * @throws IllegalArgumentException when its condition, a token or the instrument is in use otherwise
     * @throws IllegalStateException when it is followed already, or every connection is full
     */
    public synchronized void follow(PolymarketMarket market) {
        openLines();
        MarketReader reader = reader();
        JsonNode rules = reader.rest(market);
        onLoop(() -> {
            int known = markets.slotOf(market.instrumentId());
            boolean again = known != MarketTable.ABSENT && markets.market(known).equals(market);
            int slot = again ? known : markets.add(market);
            boolean defined = markets.domain(slot) != null;
            InstrumentDefinition definition = reader.define(slot, rules);
            if (!defined) {
                events.stamp(clock.epochNanos(), 0, 0);
                events.instrument(definition);
            }
            marketFeed.follow(slot);
            if (account != null && !defined) {
                account.userFeed().follow(slot);
            }
        });
    }

    /** Follows a market no longer; its instrument, and own orders in it, stay known. Blocking; not on the event loop. */
    public synchronized void unfollow(int instrumentId) {
        onLoop(() -> {
            int slot = markets.slotOf(instrumentId);
            if (slot == MarketTable.ABSENT || !marketFeed.unfollow(slot)) {
                throw new IllegalStateException("instrument " + instrumentId + " is not followed");
            }
        });
    }

    /** Whether every market is followed by a line that lives, and the user line lives, where there is one. */
    public boolean isLive() {
        return marketFeed.isLive()
                && (account == null || account.userFeed().line().state() == LineState.LIVE);
    }

    private void onLoop(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    /** Reads have a line of their own: a page of trades must not hold up an order. */
    private void openLines() {
        if (orderLine != null) {
            orderLine.start();
        }
        readLine.start();
        if (account != null) {
            account.openLines();
        }
    }

    /** Connects the lines. */
    public void start() {
        openLines();
        marketFeed.start();
        if (account != null) {
            account.start();
        }
    }

    /**
     * Publishes cash and positions as the venue has them, between its begin and end events. Where orders may be sent, every
     * order of the account is cancelled first. From then on the account is compared by time. Blocking; not on the event loop.
     *
     * @return whether everything could be read and no order of an earlier session is open
     */
    public synchronized boolean reconcile() {
        if (account == null) {
            throw new IllegalStateException("polymarket.apiKey: empty; there is no account to reconcile");
        }
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        loop.execute(() -> account.reconciler().begin(whole::complete));
        long timeoutNs = RECONCILE_NS + markets.size() * RECONCILE_MARKET_NS;
        if (loop instanceof SteppedLoop stepped) {
            return stepped.stepUntil(whole::isDone, timeoutNs) && whole.join();
        }
        try {
            return whole.get(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "polymarket: reconciliation did not end within {} s", TimeUnit.NANOSECONDS.toSeconds(timeoutNs), e);
            return false;
        }
    }

    /**
     * Asks the venue to cancel every order of the account, those of other sessions too. Any thread; needs neither the engine
     * nor the dispatcher.
     */
    public void cancelAll() {
        OrderSender sender = sender();
        if (sender != null) {
            loop.execute(sender::cancelAll);
        }
    }

    /** Null where sending is off. */
    private OrderSender sender() {
        return account == null ? null : account.sender();
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        inbox.onCommand(sequence, receivedNanos, buffer, offset, length);
    }

    /** Closes the lines; calls in flight end without an answer. */
    @Override
    public void close() {
        marketFeed.close();
        if (account != null) {
            account.close();
        }
        if (orderLine != null) {
            orderLine.close();
        }
        readLine.close();
    }

    /** Whether the market is one of several of which one wins; false before {@link #defineInstruments}. */
    public boolean isNegRisk(int instrumentId) {
        int slot = markets.slotOf(instrumentId);
        return slot >= 0 && markets.isNegRisk(slot);
    }

    /** The public feed: its lines, its counters, its faults. */
    public MarketFeed marketFeed() {
        return marketFeed;
    }

    /** The user line, null without an account. */
    public UserFeed userFeed() {
        return account == null ? null : account.userFeed();
    }

    public Counters<OrderCounter> orderCounters() {
        return orderCounters;
    }

    /** Every count of the gateway by name, such as {@code polymarket.market.books}. */
    public void forEachCounter(ObjLongConsumer<String> reader) {
        marketFeed.counters().forEach((name, count) -> reader.accept(PrivateSide.label("market", name), count));
        marketFeed.faults().forEachMet((name, count) -> reader.accept(PrivateSide.label("market.fault", name), count));
        for (LineCounter name : LineCounter.values()) {
            reader.accept(PrivateSide.label("market.socket", name), marketFeed.count(name));
        }
        if (marketFeed.conflationCounters() != null) {
            marketFeed
                    .conflationCounters()
                    .forEach((name, count) -> reader.accept(PrivateSide.label("conflation", name), count));
        }
        marketFeed.proofs().forEach((name, count) -> reader.accept(PrivateSide.label("verify", name), count));
        if (account != null) {
            account.forEachCounter(reader);
        }
        reconcileCounters.forEach((name, count) -> reader.accept(PrivateSide.label("reconcile", name), count));
        orderCounters.forEach((name, count) -> reader.accept(PrivateSide.label("order", name), count));
        if (orderLine != null) {
            orderLine.counters().forEach((name, count) -> reader.accept(PrivateSide.label("http.orders", name), count));
        }
        readLine.counters().forEach((name, count) -> reader.accept(PrivateSide.label("http.reads", name), count));
        reader.accept("polymarket.inbox.refused_orders", inbox.refusedOrders());
        reader.accept("polymarket.inbox.lost_commands", inbox.lostCommands());
    }

    /** Commands on the event loop. */
    private final class Commands implements CommandHandler {
        @Override
        public void onSubmit(SubmitOrderDecoder order, long receivedNanos) {
            if (sender() == null) {
                events.stamp(clock.epochNanos(), 0, 0);
                events.rejected(order.orderId(), RejectCode.NOT_SENT, "sending is off in this mode");
            } else {
                sender().submit(order);
            }
        }

        @Override
        public void onSignAhead(SignAheadDecoder order) {
            if (sender() != null) {
                sender().signAhead(order);
            }
        }

        @Override
        public void onCancel(CancelOrderDecoder cancel) {
            if (sender() != null) {
                sender().cancel(cancel.orderId());
            }
        }

        @Override
        public void onCancelAll(CancelAllDecoder cancelAll) {
            if (sender() != null) {
                sender().cancelAll();
            }
        }

        @Override
        public void onQuery(QueryOrderDecoder query) {
            OrderTable.Entry order = account == null ? null : account.orders().byId(query.orderId());
            if (order != null) {
                account.inquiry().ask(order);
            } else {
                orderCounters.count(OrderCounter.UNKNOWN_ORDERS);
                events.stamp(clock.epochNanos(), 0, 0);
                events.unknown(query.orderId(), UnknownCause.UNREADABLE);
            }
        }

        @Override
        public void onResubscribe(ResubscribeDecoder resubscribe) {
            int line = resubscribe.line() == ResubscribeDecoder.lineNullValue() ? MarketFeed.ALL : resubscribe.line();
            int slot = markets.slotOf(resubscribe.instrumentId());
            if (slot >= 0) {
                marketFeed.resubscribe(slot, line);
            } else if (resubscribe.instrumentId() == EVERY_INSTRUMENT) {
                marketFeed.resubscribeAll(line);
            }
        }

        @Override
        public void onReconnectLine(ReconnectLineDecoder reconnect) {
            marketFeed.reconnect(reconnect.line());
        }

        @Override
        public void onRefreshBalance(RefreshBalanceDecoder refresh) {
            if (account != null) {
                account.cash().refresh();
            }
        }
    }
}
