package io.parallax.gateway.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.net.Backoff;
import io.parallax.gateway.net.Dialer;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReceiveStamp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A websocket connection that comes back by itself. Public methods may be called from any thread; everything happens on
 * the loop. Nothing is queued for a line that is not live: after each {@code onConnected} the listener subscribes anew.
 */
public final class WebSocketLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketLine.class);

    private final WebSocketSettings settings;
    private final EventLoop loop;
    private final EpochClock clock;
    private final FrameListener listener;
    private final Dialer dialer;
    private final Backoff backoff;
    private final Counters<LineCounter> counters = new Counters<>(LineCounter.class);

    private volatile LineState state = LineState.IDLE;
    private volatile int epoch;
    private WebSocketHandler handler;
    private Channel channel;
    private Future<?> watch;
    private long lastPingNanos;

    public WebSocketLine(WebSocketSettings settings, EventLoop loop, EpochClock clock, FrameListener listener) {
        this.settings = settings;
        this.loop = loop;
        this.clock = clock;
        this.listener = listener;
        this.dialer = new Dialer(loop, settings.uri(), settings.tls(), settings.connectTimeoutNs());
        this.backoff = new Backoff(
                settings.backoffMinNs(), settings.backoffMaxNs(), settings.attemptsPerMinute(), settings.seed());
    }

    /** Starts connecting; from then on the line keeps itself connected. */
    public void connect() {
        onLoop(() -> {
            if (fire(LineEvent.CONNECT)) {
                backoff.attempt(clock.nanoTime());
                dial();
            }
        });
    }

    /** Drops the connection, if there is one, and connects anew. */
    public void reconnect() {
        onLoop(() -> drop(DisconnectReason.REQUESTED));
    }

    /** Ends the line for good. */
    @Override
    public void close() {
        onLoop(() -> {
            boolean wasLive = state == LineState.LIVE;
            fire(LineEvent.CLOSE);
            leave(wasLive, DisconnectReason.CLOSED);
        });
    }

    /**
     * Sends a text. On the loop only.
     *
     * @return false when the line is not live and nothing was sent
     */
    public boolean sendText(String text) {
        assert loop.inEventLoop();
        if (state != LineState.LIVE) {
            return false;
        }
        channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise());
        return true;
    }

    public LineState state() {
        return state;
    }

    /** Number of the present or last connection, 0 before the first. */
    public int epoch() {
        return epoch;
    }

    public Counters<LineCounter> counters() {
        return counters;
    }

    WebSocketSettings settings() {
        return settings;
    }

    FrameListener listener() {
        return listener;
    }

    /** The channel is up; the handler sends the upgrade. */
    void onChannelUp() {
        fire(LineEvent.CHANNEL_UP);
    }

    /** The venue took the upgrade. */
    void onUpgraded() {
        if (fire(LineEvent.UPGRADED)) {
            epoch++;
            counters.count(LineCounter.CONNECTIONS);
            LOG.info("{}: live, epoch {}", settings.name(), epoch);
            lastPingNanos = clock.nanoTime();
            long tickNs = Math.max(1_000_000, Math.min(settings.pingIntervalNs(), settings.silenceNs()) / 4);
            watch = loop.scheduleWithFixedDelay(this::watch, tickNs, tickNs, TimeUnit.NANOSECONDS);
            listener.onConnected(epoch);
        }
    }

    /** A text arrived on the present connection: it works. */
    void onProved() {
        backoff.proved();
    }

    /** The handler's channel is gone or must go. Late news of an older channel have no effect. */
    void onLost(WebSocketHandler lost, DisconnectReason reason, Throwable cause) {
        if (lost != handler) {
            return;
        }
        boolean wasLive = state == LineState.LIVE;
        if (!fire(LineEvent.LOST)) {
            return;
        }
        counters.count(wasLive ? LineCounter.DISCONNECTS : LineCounter.FAILED_ATTEMPTS);
        if (reason == DisconnectReason.SILENT) {
            counters.count(LineCounter.SILENCES);
        } else if (reason == DisconnectReason.BAD_FRAME) {
            counters.count(LineCounter.BAD_FRAMES);
        } else if (reason == DisconnectReason.UPGRADE_REFUSED) {
            counters.count(LineCounter.UPGRADES_REFUSED);
        }
        long delayNs = backoff.delayNs(clock.nanoTime());
        LOG.warn(
                "{}: lost, {} ({}); next attempt in {} ms",
                settings.name(),
                reason,
                cause == null ? "no further cause" : cause.toString(),
                TimeUnit.NANOSECONDS.toMillis(delayNs));
        leave(wasLive, reason);
        loop.schedule(this::retry, delayNs, TimeUnit.NANOSECONDS);
    }

    private void retry() {
        if (fire(LineEvent.RETRY)) {
            dial();
        }
    }

    private void dial() {
        counters.count(LineCounter.ATTEMPTS);
        ReceiveStamp stamp = new ReceiveStamp(clock);
        WebSocketHandler attempt = new WebSocketHandler(this, clock, stamp);
        handler = attempt;
        dialer.dial(
                pipeline(attempt),
                connecting -> onDialed(attempt, connecting),
                cause -> onLost(attempt, DisconnectReason.UNREACHABLE, cause));
        loop.schedule(
                () -> {
                    if (handler == attempt && state != LineState.LIVE) {
                        drop(DisconnectReason.TIMEOUT);
                    }
                },
                settings.connectTimeoutNs(),
                TimeUnit.NANOSECONDS);
    }

    private void onDialed(WebSocketHandler attempt, ChannelFuture connecting) {
        if (attempt != handler || state != LineState.CONNECTING) {
            connecting.channel().close();
            return;
        }
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                onLost(attempt, DisconnectReason.UNREACHABLE, done.cause());
            }
        });
    }

    private static List<ChannelHandler> pipeline(WebSocketHandler attempt) {
        return List.of(
                attempt.stamp(),
                new HttpClientCodec(),
                new HttpObjectAggregator(WebSocketHandler.MAX_UPGRADE_BYTES),
                attempt);
    }

    /** Pings when it is time and drops a line nobody speaks on. */
    private void watch() {
        if (state != LineState.LIVE) {
            return;
        }
        long nowNanos = clock.nanoTime();
        if (nowNanos - handler.lastFrameNanos() > settings.silenceNs()) {
            drop(DisconnectReason.SILENT);
            return;
        }
        if (nowNanos - lastPingNanos >= settings.pingIntervalNs()) {
            lastPingNanos = nowNanos;
            if (settings.textPing() != null) {
                sendText(settings.textPing());
            } else {
                channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
            }
        }
    }

    private void drop(DisconnectReason reason) {
        if (handler != null) {
            onLost(handler, reason, null);
        }
    }

    /** Lets go of the channel and tells the listener of a live line. */
    private void leave(boolean wasLive, DisconnectReason reason) {
        handler = null;
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
        if (channel != null) {
            channel.close();
            channel = null;
        }
        if (wasLive) {
            listener.onDisconnected(epoch, reason);
        }
    }

    /** The one place that assigns the state. @return whether it changed */
    private boolean fire(LineEvent event) {
        LineState next = LineTable.next(state, event);
        if (next == state) {
            counters.count(LineCounter.IGNORED_EVENTS);
            return false;
        }
        state = next;
        return true;
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
