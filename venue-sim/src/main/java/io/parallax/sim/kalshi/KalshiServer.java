package io.parallax.sim.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.LevelChange;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderUpdate;
import io.parallax.sim.core.Trade;
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
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(4 << 20, 16 << 20);

    private final Exchange exchange;
    private final Map<String, KalshiListing> listings = new LinkedHashMap<>();
    private final LongSupplier clockNs;
    private final KalshiAuth auth;
    private final KalshiFaults faults = new KalshiFaults();
    private final TradeTape tape = new TradeTape();
    private final OrderRest orders;
    private final RestRouter router;
    private final List<KalshiSocket> sockets = new ArrayList<>();
    private final Set<String> tickersChanged = new LinkedHashSet<>();
    private final List<Consumer<String>> subscribeListeners = new ArrayList<>();
    private ChannelGroup channels;
    private Channel listening;
    private volatile int port;

    /**
     * @param exchange exchange that nets, with the listed markets in it
     * @param account the one customer
     * @param listings what is listed
     * @param keyId id of the customer's API key
     * @param publicKeyPem the key
     * @param clockNs epoch ns
     */
    public KalshiServer(
            Exchange exchange,
            Account account,
            List<KalshiListing> listings,
            String keyId,
            String publicKeyPem,
            LongSupplier clockNs) {
        this.exchange = exchange;
        this.clockNs = clockNs;
        this.auth = new KalshiAuth(keyId, publicKeyPem);
        listings.forEach(listing -> this.listings.put(listing.ticker(), listing));
        this.orders = new OrderRest(exchange, account, this.listings, faults, clockNs);
        PortfolioRest portfolio = new PortfolioRest(exchange, account, this.listings, clockNs);
        MarketRest markets = new MarketRest(exchange, this.listings, tape);
        this.router = new RestRouter(auth, orders, portfolio, markets, clockNs);
        exchange.listen(this::onEvent);
    }

    @Override
    public void start(EventLoop loop, int wantedPort) {
        channels = new DefaultChannelGroup(loop);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop, loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                                .addLast(new KalshiHttp(KalshiServer.this, auth, router));
                    }
                });
        listening = bootstrap
                .bind(new InetSocketAddress("127.0.0.1", wantedPort))
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
        loop.scheduleAtFixedRate(() -> sockets.forEach(KalshiSocket::ping), 10, 10, TimeUnit.SECONDS);
        loop.scheduleAtFixedRate(this::everySecond, 1, 1, TimeUnit.SECONDS);
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
        faults.loseNextAnswer = true;
    }

    @Override
    public void rejectNextOrder(String code) {
        faults.nextRefusal = KalshiError.ofCode(code);
    }

    @Override
    public void failNextOrder(int httpStatus) {
        faults.nextRefusal = KalshiError.ofStatus(httpStatus);
    }

    /** The next delta of every connection takes its number but is not sent: a gap. */
    public void skipNextSequence() {
        sockets.forEach(KalshiSocket::loseNextDelta);
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
                    type,
                    subscription.yesPrice ? inYesPrice : msg,
                    channel != Subscription.Channel.TICKER);
            socket.flush();
        }
    }

    long nowNs() {
        return clockNs.getAsLong();
    }

    void opened(KalshiSocket socket) {
        sockets.add(socket);
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
        for (KalshiSocket socket : sockets) {
            if (!market.spec().recorded()) {
                sendPublic(socket, listing, event);
            }
            sendPrivate(socket, listing, event);
            socket.flush();
        }
    }

    private static void sendPublic(KalshiSocket socket, KalshiListing listing, EngineEvent event) {
        Subscription book = socket.of(Subscription.Channel.ORDERBOOK_DELTA);
        if (book != null && book.covers(listing.ticker())) {
            for (LevelChange change : event.levels()) {
                socket.send(
                        book,
                        "orderbook_delta",
                        KalshiFrames.delta(listing, change, book.yesPrice, event.timestampNs()),
                        true);
            }
        }
        Subscription trades = socket.of(Subscription.Channel.TRADE);
        if (trades != null && trades.covers(listing.ticker())) {
            for (Trade trade : event.trades()) {
                socket.send(trades, "trade", KalshiFrames.trade(event.market(), trade, event.timestampNs()), true);
            }
        }
    }

    private static void sendPrivate(KalshiSocket socket, KalshiListing listing, EngineEvent event) {
        Subscription orders = socket.of(Subscription.Channel.USER_ORDERS);
        if (orders != null && orders.covers(listing.ticker())) {
            for (OrderUpdate update : lastSteps(event)) {
                socket.send(orders, "user_order", KalshiFrames.userOrder(listing, update), false);
            }
        }
        Subscription fills = socket.of(Subscription.Channel.FILL);
        if (fills != null && fills.covers(listing.ticker())) {
            for (Trade trade : event.trades()) {
                if (!trade.maker().order().account().isUnlimited()) {
                    socket.send(fills, "fill", KalshiFrames.fill(listing, trade.maker()), false);
                }
                if (!trade.taker().order().account().isUnlimited()) {
                    socket.send(fills, "fill", KalshiFrames.fill(listing, trade.taker()), false);
                }
            }
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
        orders.expire(nowNs());
        for (String ticker : tickersChanged) {
            for (KalshiSocket socket : sockets) {
                Subscription subscription = socket.of(Subscription.Channel.TICKER);
                if (subscription != null && subscription.covers(ticker)) {
                    socket.send(
                            subscription,
                            "ticker",
                            KalshiFrames.ticker(listings.get(ticker), exchange.market(ticker), nowNs()),
                            false);
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
