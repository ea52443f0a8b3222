package io.parallax.sim.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.OrderUpdate;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.Placement;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.core.TimeInForce;
import io.parallax.sim.core.Trade;
import io.parallax.sim.fault.Fault;
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.fault.Line;
import io.parallax.sim.fault.Lines;
import io.parallax.sim.fault.SentTimes;
import io.parallax.sim.kalshi.group.OrderGroup;
import io.parallax.sim.kalshi.group.OrderGroups;
import io.parallax.sim.kalshi.limit.Buckets;
import io.parallax.sim.kalshi.shard.ShardCash;
import io.parallax.sim.kalshi.shard.ShardStates;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.Answers;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.rest.HttpDoor;
import io.parallax.sim.venue.RecordedFrame;
import io.parallax.sim.venue.VenueServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The simulated Kalshi. */
public final class KalshiServer implements VenueServer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LIFECYCLE = "market_lifecycle_v2";
    private static final int REBALANCE_SECONDS = 10;
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(4 << 20, 16 << 20);

    private final Exchange exchange;
    private final Account account;
    private final Map<String, KalshiListing> listings = new LinkedHashMap<>();
    private final LongSupplier clockNs;
    private final KalshiAuth auth;
    private final SocketRules rules;
    private final Answers answers = new Answers();
    private final Lines lines = new Lines();
    private final SentTimes times = new SentTimes();
    private final TradeTape tape = new TradeTape();
    private final Buckets buckets = new Buckets();
    private final ShardStates states = new ShardStates();
    private final ShardCash cash;
    private final OrderGroups groups;
    private final OrderTerms terms;
    private final RestRouter router;
    private final List<KalshiSocket> sockets = new ArrayList<>();
    private final Set<String> tickersChanged = new LinkedHashSet<>();
    private final List<Consumer<String>> subscribeListeners = new ArrayList<>();
    private ChannelHandler clients;
    private ChannelGroup channels;
    private Channel listening;
    private EventLoop eventLoop;
    private long seconds;
    private volatile int port;

    /**
     * @param exchange exchange that nets, with the listed markets in it
     * @param account the one customer
     * @param listings what is listed
     * @param keyId id of the customer's API key
     * @param publicKeyPem the key
     * @param rules manners of the websocket
     * @param clockNs epoch ns
     */
    public KalshiServer(
            Exchange exchange,
            Account account,
            List<KalshiListing> listings,
            String keyId,
            String publicKeyPem,
            SocketRules rules,
            LongSupplier clockNs) {
        this.exchange = exchange;
        this.account = account;
        this.rules = rules;
        this.clockNs = clockNs;
        this.auth = new KalshiAuth(keyId, publicKeyPem);
        listings.forEach(listing -> this.listings.put(listing.ticker(), listing));
        cash = new ShardCash(
                exchange, account, market -> this.listings.get(market.id()).exchangeIndex());
        groups = new OrderGroups(exchange, clockNs, task -> eventLoop.execute(task), this::tellGroup);
        terms = new OrderTerms(exchange, groups);
        Settlements settlements = new Settlements(account, this.listings, clockNs);
        OrderRest orders = new OrderRest(exchange, account, this.listings, groups, terms, states, answers, clockNs);
        router = new RestRouter(
                auth,
                buckets,
                orders,
                new AmendRest(exchange, account, this.listings, orders, terms, clockNs),
                new GroupRest(groups),
                new PortfolioRest(exchange, account, this.listings, cash, settlements, answers, clockNs),
                new ShardRest(cash, clockNs),
                new ExchangeRest(states),
                new MarketRest(exchange, this.listings, tape, settlements),
                clockNs);
        exchange.divideBy(cash);
        exchange.listen(cash);
        exchange.listen(groups);
        exchange.listen(settlements);
        exchange.listen(this::onEvent);
    }

    @Override
    public void start(EventLoop loop, int wantedPort) {
        clients = attach(loop);
        listening = bootstrap(clients)
                .bind(new InetSocketAddress("127.0.0.1", wantedPort))
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public ChannelHandler attach(EventLoop loop) {
        channels = new DefaultChannelGroup(loop);
        eventLoop = loop;
        if (rules.pingMs() > 0) {
            loop.scheduleAtFixedRate(
                    () -> sockets.forEach(KalshiSocket::ping), rules.pingMs(), rules.pingMs(), TimeUnit.MILLISECONDS);
        }
        loop.scheduleAtFixedRate(this::everySecond, 1, 1, TimeUnit.SECONDS);
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channels.add(channel);
                channel.pipeline()
                        .addLast(new HttpDoor(MAX_BODY_BYTES, KalshiServer.this::http1, KalshiServer.this::front));
            }
        };
    }

    private void http1(ChannelPipeline pipeline) {
        if (rules.compression()) {
            pipeline.addLast(new WebSocketServerCompressionHandler(MAX_BODY_BYTES));
        }
        pipeline.addLast(front());
    }

    private ChannelHandler front() {
        return new KalshiHttp(this, auth, router);
    }

    private ServerBootstrap bootstrap(ChannelHandler clients) {
        return new ServerBootstrap()
                .group(eventLoop, eventLoop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(clients);
    }

    @Override
    public void stopListening() {
        listening.close();
    }

    @Override
    public void listenAgain() {
        listening = bootstrap(clients)
                .bind(new InetSocketAddress("127.0.0.1", port))
                .channel();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void onSubscribed(Consumer<String> listener) {
        subscribeListeners.add(listener);
    }

    @Override
    public void disconnectAll() {
        channels.close();
    }

    @Override
    public void loseNextOrderAnswer() {
        answers.next(CallKind.ORDER, AnswerFault.lost(), 1);
    }

    @Override
    public void rejectNextOrder(String code) {
        answers.next(
                CallKind.ORDER, AnswerFault.refused(KalshiError.ofCode(code).answer()), 1);
    }

    @Override
    public void failNextOrder(int httpStatus) {
        answers.next(CallKind.ORDER, AnswerFault.refused(ofStatus(httpStatus)), 1);
    }

    @Override
    public Answer ofStatus(int httpStatus) {
        return KalshiError.ofStatus(httpStatus).answer();
    }

    @Override
    public Answers answers() {
        return answers;
    }

    KalshiAuth auth() {
        return auth;
    }

    Buckets buckets() {
        return buckets;
    }

    ShardStates states() {
        return states;
    }

    ShardCash cash() {
        return cash;
    }

    /** Changes what a shard takes; a pause cancels the orders that asked for it. */
    void shardBecomes(int shard, ShardStates.State state) {
        states.become(shard, state);
        if (state != ShardStates.State.OPEN) {
            terms.pause(shard, listings, nowNs());
        }
    }

    /** An order of the customer that came by another way. */
    String foreignOrder(String ticker, boolean bid, long yesPriceMicros, long qtyMicros) {
        Placement placement = exchange.submit(
                OrderRequest.of(
                        ticker,
                        account,
                        bid ? Outcome.YES : Outcome.NO,
                        Action.BUY,
                        bid ? yesPriceMicros : Micros.ONE - yesPriceMicros,
                        qtyMicros,
                        TimeInForce.GTC),
                nowNs());
        if (!placement.isAccepted()) {
            throw new IllegalArgumentException("the simulated venue refuses the order: " + placement.reject());
        }
        return placement.order().id();
    }

    /** Closes a market, says what came out, pays it and says so. */
    void pay(String ticker, long yesPayoutMicros) {
        Market market = exchange.market(ticker);
        if (market.state() != MarketState.CLOSED) {
            MarketState before = market.state();
            exchange.setState(market, MarketState.CLOSED, nowNs());
            stateChanged(ticker, before, MarketState.CLOSED);
        }
        KalshiListing listing = listing(ticker);
        String result = Settlements.result(yesPayoutMicros);
        tellLifecycle(ticker, LIFECYCLE, KalshiLifecycle.determined(listing, result, yesPayoutMicros, nowNs()));
        exchange.settle(market, yesPayoutMicros);
        tellLifecycle(ticker, LIFECYCLE, KalshiLifecycle.settled(listing, nowNs()));
    }

    /** Runs on the loop after a while. */
    void later(long delayMs, Runnable task) {
        eventLoop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }

    /** The next delta of every connection takes its number but is not sent: a gap. */
    public void skipNextSequence() {
        lines.sufferAll(Fault.drop(1).of(FrameKind.CHANGE));
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close().syncUninterruptibly();
            channels.close().syncUninterruptibly();
        }
    }

    /** Recorded messages keep their content; sid and sequence are those of the subscriber. */
    @Override
    public void onRecordedFrame(RecordedFrame recorded) {
        ObjectNode frame = parse(recorded.text());
        String type = frame.path("type").asText();
        Subscription.Channel channel =
                switch (type) {
                    case "orderbook_snapshot", "orderbook_delta" -> Subscription.Channel.ORDERBOOK_DELTA;
                    case "ticker" -> Subscription.Channel.TICKER;
                    case "trade" -> Subscription.Channel.TRADE;
                    default -> null;
                };
        if (channel == null || !(frame.get("msg") instanceof ObjectNode msg)) {
            return;
        }
        String ticker = msg.path("market_ticker").asText();
        ObjectNode inYesPrice = null;
        for (KalshiSocket socket : sockets) {
            Subscription subscription = socket.of(channel);
            if (subscription == null || !subscription.covers(ticker)) {
                continue;
            }
            if (subscription.yesPrice && inYesPrice == null) {
                inYesPrice = NoPrices.flipped(msg);
            }
            socket.send(
                    subscription,
                    kind(type),
                    ticker,
                    type,
                    (subscription.yesPrice ? inYesPrice : msg).toString(),
                    channel != Subscription.Channel.TICKER);
            socket.flush();
        }
    }

    long nowNs() {
        return clockNs.getAsLong();
    }

    private static FrameKind kind(String type) {
        return switch (type) {
            case "orderbook_snapshot" -> FrameKind.SNAPSHOT;
            case "orderbook_delta" -> FrameKind.CHANGE;
            case "trade" -> FrameKind.TRADE;
            default -> FrameKind.INFO;
        };
    }

    @Override
    public Lines lines() {
        return lines;
    }

    @Override
    public SentTimes times() {
        return times;
    }

    SocketRules rules() {
        return rules;
    }

    /** @throws IllegalArgumentException for a market that is not listed */
    KalshiListing listing(String ticker) {
        KalshiListing listing = listings.get(ticker);
        if (listing == null) {
            throw new IllegalArgumentException("market " + ticker + " is not listed");
        }
        return listing;
    }

    Line opened(KalshiSocket socket, Channel channel) {
        sockets.add(socket);
        return lines.opened(channel, socket);
    }

    /** Gives a market another grid. */
    void regrid(String ticker, String structure, List<TickBand> bands) {
        KalshiListing regridded = listing(ticker).withGrid(structure, bands);
        listings.put(ticker, regridded);
        exchange.regrid(exchange.market(ticker), bands);
    }

    /** Gives a market other rule texts. */
    void rewrite(String ticker, String primary, String secondary) {
        listings.put(ticker, listing(ticker).withRules(primary, secondary));
    }

    /** Sends a message to every follower of the lifecycle channel. */
    void tellLifecycle(String ticker, String type, ObjectNode msg) {
        String text = msg.toString();
        for (KalshiSocket socket : sockets) {
            Subscription subscription = socket.of(Subscription.Channel.MARKET_LIFECYCLE);
            if (subscription != null) {
                socket.send(subscription, FrameKind.INFO, ticker, type, text, true);
                socket.flush();
            }
        }
    }

    @Override
    public void stateChanged(String ticker, MarketState before, MarketState after) {
        KalshiListing listing = listing(ticker);
        if (after == MarketState.PAUSED) {
            tellLifecycle(ticker, LIFECYCLE, KalshiLifecycle.active(listing, false));
        } else if (after == MarketState.CLOSED) {
            eventLoop.schedule(() -> tellEmptied(ticker), rules.closeSnapshotMs(), TimeUnit.MILLISECONDS);
        } else if (before != MarketState.OPEN) {
            if (before == MarketState.CLOSED) {
                tellLifecycle(ticker, LIFECYCLE, KalshiLifecycle.closeDateUpdated(listing, listing.closeTimeNs()));
            }
            tellLifecycle(ticker, LIFECYCLE, KalshiLifecycle.active(listing, true));
        }
    }

    /** After a close the venue sends a snapshot without either side, unasked. */
    private void tellEmptied(String ticker) {
        for (KalshiSocket socket : sockets) {
            Subscription book = socket.of(Subscription.Channel.ORDERBOOK_DELTA);
            if (book != null && book.covers(ticker)) {
                socket.snapshot(book, ticker, 0);
                socket.flush();
            }
        }
    }

    void closed(KalshiSocket socket) {
        sockets.remove(socket);
    }

    void subscribed(String ticker) {
        subscribeListeners.forEach(listener -> listener.accept(ticker));
    }

    /** @return the {@code msg} of a snapshot, or null for an unknown market */
    ObjectNode snapshot(String ticker, boolean yesPrice) {
        KalshiListing listing = listings.get(ticker);
        return listing == null ? null : KalshiFrames.snapshot(listing, exchange.market(ticker), yesPrice);
    }

    private void onEvent(EngineEvent event) {
        Market market = event.market();
        KalshiListing listing = listings.get(market.id());
        if (!market.spec().recorded()) {
            event.trades().forEach(trade -> tape.add(market, trade, event.timestampNs()));
            tickersChanged.add(market.id());
        }
        PublicText text = market.spec().recorded() ? null : new PublicText(listing, event, times);
        for (KalshiSocket socket : List.copyOf(sockets)) {
            if (text != null) {
                text.sendTo(socket);
            }
            sendPrivate(socket, listing, event);
            socket.flush();
        }
    }

    /** Tells what became of an order group. */
    private void tellGroup(String eventType, OrderGroup group) {
        ObjectNode msg = KalshiFrames.groupUpdate(eventType, group, nowNs());
        for (KalshiSocket socket : sockets) {
            Subscription subscription = socket.of(Subscription.Channel.ORDER_GROUP_UPDATES);
            if (subscription != null) {
                socket.send(subscription, FrameKind.PRIVATE, null, "order_group_updates", msg.toString(), true);
                socket.flush();
            }
        }
    }

    private void sendPrivate(KalshiSocket socket, KalshiListing listing, EngineEvent event) {
        Subscription orders = socket.of(Subscription.Channel.USER_ORDERS);
        if (orders != null && orders.covers(listing.ticker())) {
            for (OrderUpdate update : lastSteps(event)) {
                socket.send(
                        orders,
                        FrameKind.PRIVATE,
                        listing.ticker(),
                        "user_order",
                        userOrder(listing, update).toString(),
                        false);
            }
        }
        Subscription fills = socket.of(Subscription.Channel.FILL);
        if (fills != null && fills.covers(listing.ticker())) {
            for (Trade trade : event.trades()) {
                sendFill(socket, fills, listing, trade.maker());
                sendFill(socket, fills, listing, trade.taker());
            }
        }
        if (event.trades().stream().anyMatch(this::isOurs)) {
            sendPosition(socket, listing);
        }
    }

    private boolean isOurs(Trade trade) {
        return trade.maker().order().account() == account
                || trade.taker().order().account() == account;
    }

    private ObjectNode userOrder(KalshiListing listing, OrderUpdate update) {
        ObjectNode msg = KalshiFrames.userOrder(listing, update);
        terms.render(msg, update.order());
        return msg;
    }

    private void sendPosition(KalshiSocket socket, KalshiListing listing) {
        Subscription positions = socket.of(Subscription.Channel.MARKET_POSITIONS);
        if (positions != null && positions.covers(listing.ticker())) {
            String msg = KalshiFrames.position(listing, account.holding(listing.ticker()))
                    .toString();
            socket.send(positions, FrameKind.PRIVATE, listing.ticker(), "market_position", msg, false);
        }
    }

    private static void sendFill(KalshiSocket socket, Subscription fills, KalshiListing listing, Fill fill) {
        if (!fill.order().account().isUnlimited()) {
            String msg = KalshiFrames.fill(listing, fill).toString();
            socket.send(fills, FrameKind.PRIVATE, listing.ticker(), "fill", msg, false);
        }
    }

    /** The venue tells each order once an event, in its state after all of it: a fill at once is never seen resting. */
    private static Collection<OrderUpdate> lastSteps(EngineEvent event) {
        Map<Order, OrderUpdate> last = new LinkedHashMap<>();
        for (OrderUpdate update : event.updates()) {
            if (!update.order().account().isUnlimited()) {
                last.put(update.order(), update);
            }
        }
        return last.values();
    }

    private void everySecond() {
        terms.expire(nowNs());
        if (++seconds % REBALANCE_SECONDS == 0) {
            cash.rebalance();
        }
        for (String ticker : tickersChanged) {
            String msg = null;
            for (KalshiSocket socket : sockets) {
                Subscription subscription = socket.of(Subscription.Channel.TICKER);
                if (subscription != null && subscription.covers(ticker)) {
                    if (msg == null) {
                        msg = KalshiFrames.ticker(listings.get(ticker), exchange.market(ticker), times.of(nowNs()))
                                .toString();
                    }
                    socket.send(subscription, FrameKind.INFO, ticker, "ticker", msg, false);
                    socket.flush();
                }
            }
        }
        tickersChanged.clear();
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("recorded frame is not a JSON object: " + text, e);
        }
    }
}
