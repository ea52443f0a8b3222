package io.parallax.sim.polymarket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.fault.Handshake;
import io.parallax.sim.fault.Lines;
import io.parallax.sim.fault.SentTimes;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.Answers;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.rest.EdgePage;
import io.parallax.sim.rest.HttpDoor;
import io.parallax.sim.venue.RecordedFrame;
import io.parallax.sim.venue.VenueServer;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The simulated Polymarket: REST, {@code /ws/market} and {@code /ws/user} on one loopback port in front of an exchange.
 * All methods but {@link #start}, {@link #port} and {@link #close} run on the event loop given at the start.
 */
public final class PolymarketServer implements VenueServer {
    private static final String MARKET = "/ws/market";
    private static final int MAX_REQUEST_BYTES = 1 << 20;
    /** How far a client may fall behind before it is cut off. */
    private static final WriteBufferWaterMark PATIENCE = new WriteBufferWaterMark(8 << 20, 16 << 20);

    private static final long EXPIRY_CHECK_MS = 500;
    private static final long NS_PER_MS = 1_000_000L;

    private final Lines lines = new Lines();
    private final SentTimes times = new SentTimes();
    private final Listings listings;
    private final OrderLedger ledger = new OrderLedger();
    private final MarketChannel marketChannel;
    private final UserChannel userChannel;
    private final RestApi rest;
    private final Answers answers = new Answers();
    private final Conditions conditions = new Conditions();
    private final Accounts accounts;
    private final Exchange exchange;
    private final Heartbeats heartbeats;
    private final OrderDesk desk;
    private final PolymarketTiming timing;
    private final LongSupplier nowMs;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private EventLoop loop;
    private ChannelHandler clients;
    private Channel listening;
    private volatile int port;
    private List<ScheduledFuture<?>> upkeep = List.of();

    /**
     * @param exchange holds a market for every listed one (by condition id) and the accounts of the traders
     * @param chainId 137, or 80002 for the test chain's contracts
     * @param nowNs clock, epoch ns
     */
    public PolymarketServer(
            Exchange exchange,
            Collection<PolymarketMarket> markets,
            Collection<PolymarketAccount> traders,
            PolymarketTiming timing,
            long chainId,
            LongSupplier nowNs) {
        this.exchange = exchange;
        this.timing = timing;
        this.nowMs = () -> nowNs.getAsLong() / NS_PER_MS;
        listings = new Listings(exchange, markets, times);
        accounts =
                new Accounts(traders, address -> newcomer(exchange, address), chainId, timing.clockToleranceSeconds());
        UserFrames frames = new UserFrames(accounts, ledger);
        marketChannel = new MarketChannel(listings, this::after, timing, lines);
        userChannel =
                new UserChannel(listings, accounts, ledger, frames, this::after, exchange, timing, conditions, nowMs);
        heartbeats = new Heartbeats(exchange, ledger, timing, nowNs);
        desk = new OrderDesk(
                exchange, listings, new OrderSigner(chainId), ledger, userChannel, conditions, this::after, nowNs);
        rest = new RestApi(
                accounts,
                new PublicCalls(listings, conditions, nowMs),
                new LedgerCalls(listings, ledger, frames, conditions, answers, nowMs, chainId),
                new TradingCalls(exchange, desk, ledger, heartbeats, conditions, nowNs),
                conditions,
                answers,
                this::after,
                nowNs);
        exchange.listen(marketChannel);
        exchange.listen(userChannel);
    }

    /** Whoever can sign may have a key; there is no money behind it. */
    private static PolymarketAccount newcomer(Exchange exchange, String address) {
        return new PolymarketAccount("", "", "", address, address, exchange.addAccount("newcomer " + address, 0));
    }

    @Override
    public void start(EventLoop eventLoop, int wantedPort) {
        clients = attach(eventLoop);
        listening = bootstrap()
                .bind(new InetSocketAddress("127.0.0.1", wantedPort))
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public ChannelHandler attach(EventLoop eventLoop) {
        loop = eventLoop;
        upkeep = List.of(
                every(timing.heartbeatSweepMs(), heartbeats::sweep),
                every(Math.min(timing.heartbeatSweepMs(), EXPIRY_CHECK_MS), desk::endDue));
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                connections.add(channel);
                channel.pipeline()
                        .addLast(new HttpDoor(
                                MAX_REQUEST_BYTES,
                                pipeline -> pipeline.addLast(front()),
                                PolymarketServer.this::front));
            }
        };
    }

    private ChannelHandler front() {
        return new HttpFront(rest::handle, this::socket, this::answer);
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(loop)
                .channel(channelOf(loop))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, PATIENCE)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(clients);
    }

    /** How to answer a client that wants this socket. */
    private Handshake answer(String path) {
        return path.equals(MARKET) ? lines.nextAnswer() : Handshake.ACCEPT;
    }

    @Override
    public Lines lines() {
        return lines;
    }

    @Override
    public Answers answers() {
        return answers;
    }

    @Override
    public SentTimes times() {
        return times;
    }

    @Override
    public void stateChanged(String marketId, MarketState before, MarketState after) {
        // the market channel does not tell: clients see an empty book and read the rest from the venue
    }

    @Override
    public void stopListening() {
        listening.close();
    }

    @Override
    public void listenAgain() {
        listening = bootstrap().bind(new InetSocketAddress("127.0.0.1", port)).channel();
    }

    /** Says that a market is new. */
    void tellNew(String conditionId) {
        marketChannel.tellNew(listed(conditionId), now());
    }

    /** Says who won. */
    void tellResolved(String conditionId, Outcome winner) {
        marketChannel.tellResolved(listed(conditionId), winner, now());
    }

    private String now() {
        return Long.toString(times.of(nowMs.getAsLong() * NS_PER_MS) / NS_PER_MS);
    }

    private ListedMarket listed(String conditionId) {
        ListedMarket market = listings.condition(conditionId);
        if (market == null) {
            throw new IllegalArgumentException("market " + conditionId + " is not listed");
        }
        return market;
    }

    private static Class<? extends ServerChannel> channelOf(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
                ? EpollServerSocketChannel.class
                : NioServerSocketChannel.class;
    }

    private ChannelHandler socket(String path) {
        return switch (path) {
            case MARKET -> new MarketSocket(marketChannel);
            case "/ws/user" -> new UserSocket(userChannel);
            default -> null;
        };
    }

    private ScheduledFuture<?> every(long periodMs, Runnable task) {
        return loop.scheduleAtFixedRate(task, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    private void after(long delayMs, Runnable task) {
        loop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public int port() {
        return port;
    }

    /** Sends the frame to whoever follows a token it speaks of. */
    @Override
    public void onRecordedFrame(RecordedFrame frame) {
        Set<String> tokens = new LinkedHashSet<>();
        for (String conditionId : frame.marketIds()) {
            ListedMarket market = listings.condition(conditionId);
            if (market != null) {
                tokens.add(market.info().first().tokenId());
                tokens.add(market.info().second().tokenId());
            }
        }
        Set<String> named = new LinkedHashSet<>(tokens);
        named.removeIf(token -> !frame.text().contains(token));
        sendRecorded(named.isEmpty() ? tokens : named, frame.text());
    }

    /** Writes a recorded text frame, byte for byte, to every connection subscribed to any of these tokens. */
    public void sendRecorded(Set<String> tokenIds, String payload) {
        marketChannel.sendRecorded(tokenIds, payload);
    }

    @Override
    public void onSubscribed(Consumer<String> listener) {
        marketChannel.onSubscribed(listener);
    }

    /** Number of connections that get frames of a token. */
    public int followers(String tokenId) {
        return marketChannel.followers(tokenId);
    }

    /** Gives a market its rule text, which the catalogue shows. */
    public void describe(String conditionId, String description) {
        listed(conditionId).description(description);
    }

    /** Changes a market's tick and announces it, for both tokens or for the first one only. */
    public void changeTick(String conditionId, long tickMicros, boolean bothTokens) {
        marketChannel.changeTick(listed(conditionId), tickMicros, bothTokens, now());
    }

    @Override
    public void disconnectAll() {
        connections.close();
    }

    @Override
    public void loseNextOrderAnswer() {
        answers.next(CallKind.ORDER, AnswerFault.lost(), 1);
    }

    @Override
    public void rejectNextOrder(String code) {
        rejectNextOrder(400, code);
    }

    /** The next order is refused with this status and {@code {"error":"text"}}, without effect. */
    public void rejectNextOrder(int status, String errorText) {
        answers.next(
                CallKind.ORDER,
                AnswerFault.refused(Refusal.of(status, errorText).answer()),
                1);
    }

    @Override
    public void failNextOrder(int httpStatus) {
        answers.next(CallKind.ORDER, AnswerFault.refused(ofStatus(httpStatus)), 1);
    }

    @Override
    public Answer ofStatus(int httpStatus) {
        return switch (httpStatus) {
            case 403 -> EdgePage.BLOCKED;
            case 425 -> new Answer(425, "", Map.of("Retry-After", "1"));
            case 429 ->
                new Answer(
                        429,
                        "{\"error\":\"Too Many Requests\"}",
                        Map.of("Retry-After", "1", "Poly-RateLimit-Remaining", "-3"));
            case 500 -> Refusal.of(500, "order timed out").answer();
            case 503 ->
                Refusal.of(503, "Trading is currently disabled. Check polymarket.com for updates")
                        .answer();
            default -> Refusal.of(httpStatus, "Internal server error").answer();
        };
    }

    /** The salt of an order a trader sent, or -1 when there is none of this id. */
    public long saltOf(String orderId) {
        PlacedOrder order = ledger.order(orderId);
        return order == null ? -1 : order.envelope().order().salt().longValueExact();
    }

    /** How matches settle from now on. */
    public void settleBy(Settlement.Rule rule) {
        userChannel.settleBy(rule);
    }

    /** Sets what the venue accepts from now on. */
    public void setMode(TradingMode mode) {
        conditions.mode(mode);
    }

    /** What the venue is like for everybody. */
    Conditions conditions() {
        return conditions;
    }

    /** The traders. */
    Accounts accounts() {
        return accounts;
    }

    /** How long orders of a market that would match are delayed. */
    void delay(String conditionId, long delayMs) {
        listed(conditionId).delayMs(delayMs);
    }

    /** Moves collateral into every wallet, or out of it, by no trade. */
    void deposit(long micros) {
        accounts.all().forEach(account -> exchange.deposit(account.funds(), micros));
    }

    /** An order of the first trader that came by another way. */
    String foreignOrder(String tokenId, boolean buy, long priceMicros, long qtyMicros) {
        PolymarketAccount account = accounts.all().iterator().next();
        return desk.foreign(account, tokenId, buy, priceMicros, qtyMicros);
    }

    /** Runs on the loop after a while. */
    void later(long delayMs, Runnable task) {
        after(delayMs, task);
    }

    /** Stops or resumes all market data while keep-alives go on being answered. */
    public void silenceMarketData(boolean silent) {
        marketChannel.silent(silent);
    }

    @Override
    public void close() {
        if (listening != null) {
            upkeep.forEach(task -> task.cancel(false));
            listening.close().syncUninterruptibly();
            connections.close().awaitUninterruptibly();
        }
    }
}
