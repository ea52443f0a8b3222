package io.parallax.gateway.polymarket.user;

import io.netty.channel.EventLoop;
import io.parallax.config.FeedSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.polymarket.order.Inquiry;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.gateway.ws.FrameListener;
import io.parallax.gateway.ws.WebSocketLine;
import io.parallax.gateway.ws.WebSocketSettings;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user line. The venue repeats nothing after a break: with every later connection, and after news that could not be
 * read, the trades since the line was last known good are fetched and every live order is asked about.
 */
public final class UserFeed implements FrameListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UserFeed.class);
    private static final long PING_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long OVERLAP_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long CATCH_UP_DELAY_MS = 200;
    private static final long RETRY_MS = 2_000;

    private final EventLoop loop;
    private final EpochClock clock;
    private final WebSocketLine line;
    private final UserDecoder decoder;
    private final OwnOrders sink;
    private final OrderTable orders;
    private final Inquiry inquiry;
    private final TradeHistory trades;
    private final PolymarketSettings settings;
    private final MarketTable markets;
    private Runnable onReconnected = () -> {};
    private long goodUntilNs;
    private boolean catchingUp;
    private volatile boolean closed;

    public UserFeed(
            PolymarketSettings settings,
            FeedSettings feed,
            MarketTable markets,
            EventLoop loop,
            EpochClock clock,
            ReconnectBudget budget,
            UserDecoder decoder,
            OwnOrders sink,
            OrderTable orders,
            Inquiry inquiry,
            TradeHistory trades) {
        this.loop = loop;
        this.clock = clock;
        this.decoder = decoder;
        this.sink = sink;
        this.orders = orders;
        this.inquiry = inquiry;
        this.trades = trades;
        this.settings = settings;
        this.markets = markets;
        goodUntilNs = clock.epochNanos();
        WebSocketSettings lineSettings = WebSocketSettings.of("polymarket-user", settings.userSocket())
                .withTextPing("PING", "PONG")
                .withKeepAlive(PING_NS, SILENCE_NS)
                .withBackoff(feed.backoffMinNs(), feed.backoffMaxNs())
                .withCompression(feed.compression());
        line = new WebSocketLine(lineSettings, loop, clock, budget, this);
    }

    private String subscription() {
        StringBuilder text = new StringBuilder("{\"auth\":{\"apiKey\":\"")
                .append(settings.apiKey().reveal())
                .append("\",\"secret\":\"")
                .append(settings.apiSecret().reveal())
                .append("\",\"passphrase\":\"")
                .append(settings.apiPassphrase().reveal())
                .append("\"},\"markets\":[");
        for (int slot = 0; slot < markets.size(); slot++) {
            text.append(slot == 0 ? "\"" : ",\"")
                    .append(markets.market(slot).conditionId())
                    .append('"');
        }
        return text.append("],\"type\":\"user\"}").toString();
    }

    /** Sets who hears that the line is back after a break. */
    public void reconnectedTo(Runnable listener) {
        onReconnected = listener;
    }

    /** Connects; from then on the feed keeps itself connected. */
    public void start() {
        line.connect();
    }

    @Override
    public void close() {
        closed = true;
        line.close();
    }

    public WebSocketLine line() {
        return line;
    }

    /** Hears of own orders in one more market of the table. On the loop. */
    public void follow(int slot) {
        line.sendText("{\"markets\":[\"" + markets.market(slot).conditionId() + "\"],\"operation\":\"subscribe\"}");
    }

    @Override
    public void onConnected(int epoch) {
        line.sendText(subscription());
        if (epoch > 1) {
            catchUp();
            onReconnected.run();
        }
    }

    @Override
    public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
        sink.received(receivedEpochNs, receivedNanos);
        decoder.decode(frame, offset, length);
    }

    @Override
    public void onDisconnected(int epoch, DisconnectReason reason) {
        if (!catchingUp) {
            goodUntilNs = clock.epochNanos();
        }
    }

    /** Fetches what the channel may have missed; several reasons at once make one reading. */
    public void catchUp() {
        if (!catchingUp) {
            catchingUp = true;
            loop.schedule(this::readTrades, CATCH_UP_DELAY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void readTrades() {
        long nowNs = clock.epochNanos();
        trades.readSince(TradeHistory.EVERY_MARKET, goodUntilNs - OVERLAP_NS, part -> {}, complete -> {
            if (complete) {
                goodUntilNs = nowNs;
                catchingUp = false;
                orders.forEachLive(inquiry::ask);
            } else if (!closed) {
                LOG.warn("polymarket: trades could not be read after a break of the user line; trying again");
                loop.schedule(this::readTrades, RETRY_MS, TimeUnit.MILLISECONDS);
            }
        });
    }
}
