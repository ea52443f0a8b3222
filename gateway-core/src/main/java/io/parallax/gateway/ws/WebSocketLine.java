package io.parallax.gateway.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.Future;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.net.Backoff;
import io.parallax.gateway.net.Dialer;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReceiveStamp;
import io.parallax.gateway.net.ReconnectBudget;
import java.util.ArrayList;
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
    private final ReconnectBudget budget;
    private final Counters<LineCounter> counters = new Counters<>(LineCounter.class);

    private volatile LineState state = LineState.IDLE;
    private volatile int epoch;
    private WebSocketHandler handler;
    private Channel channel;
    private Future<?> watch;
    private long lastPingNanos;

    /** A line that shares its venue with no other. */
    public WebSocketLine(WebSocketSettings settings, EventLoop loop, EpochClock clock, FrameListener listener) {
        this(settings, loop, clock, ReconnectBudget.alone(), listener);
    }

    /** @param budget of the venue, shared by all its lines on the loop */
    public WebSocketLine(
            WebSocketSettings settings,
            EventLoop loop,
            EpochClock clock,
            ReconnectBudget budget,
            FrameListener listener) {
        this.settings = settings;
        this.budget = budget;
        this.loop = loop;
        this.clock = clock;
        this.listener = listener;
        this.dialer = new Dialer(loop, settings.uri(), settings.tls(), WebSocketSettings.CONNECT_TIMEOUT_NS);
        this.backoff = new Backoff(
                settings.backoffMinNs(),
                settings.backoffMaxNs(),
                settings.name().hashCode());
    }

    /** Starts connecting; from then on the line keeps itself connected. */
    public void connect() {
        onLoop(() -> {
            if (fire(LineEvent.CONNECT)) {
                queue();
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
            long shortestNs =
                    Math.min(settings.messageDeadlineNs(), Math.min(settings.pingIntervalNs(), settings.silenceNs()));
            long tickNs = Math.max(1_000_000, shortestNs / 4);
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
        } else if (reason == DisconnectReason.UNANSWERED) {
            counters.count(LineCounter.UNANSWERED_PINGS);
        } else if (reason == DisconnectReason.WRITE_STALLED) {
            counters.count(LineCounter.STALLED_WRITES);
        } else if (reason == DisconnectReason.OVERDUE) {
            counters.count(LineCounter.OVERDUE_MESSAGES);
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

    /** The venue refused an upgrade and asks to be left alone for a while, by all its lines. */
    void onUpgradeRefused(long retryAfterNs) {
        if (retryAfterNs > 0) {
            budget.pause(clock.nanoTime(), retryAfterNs);
        }
    }

    private void retry() {
        if (fire(LineEvent.RETRY)) {
            queue();
        }
    }

    /** Takes the line's turn among those of the venue. */
    private void queue() {
        long nowNanos = clock.nanoTime();
        boolean exhausted = budget.isExhausted(nowNanos);
        long waitNs = budget.take(nowNanos);
        if (exhausted && state == LineState.QUEUED) {
            fire(LineEvent.THROTTLE);
            counters.count(LineCounter.THROTTLED);
            LOG.warn(
                    "{}: the venue's attempts to connect are used up; next in {} ms",
                    settings.name(),
                    TimeUnit.NANOSECONDS.toMillis(waitNs));
            listener.onThrottled(waitNs);
        }
        if (waitNs == 0) {
            turn();
        } else {
            loop.schedule(this::turn, waitNs, TimeUnit.NANOSECONDS);
        }
    }

    private void turn() {
        if (state != LineState.CLOSED && budget.isPaused(clock.nanoTime())) {
            queue();
        } else if (fire(LineEvent.TURN)) {
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
                WebSocketSettings.CONNECT_TIMEOUT_NS,
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

    private List<ChannelHandler> pipeline(WebSocketHandler attempt) {
        List<ChannelHandler> handlers = new ArrayList<>();
        handlers.add(attempt.stamp());
        handlers.add(attempt.messages().bytes());
        handlers.add(new WriteTimeoutHandler(settings.writeTimeoutNs(), TimeUnit.NANOSECONDS));
        handlers.add(new HttpClientCodec());
        handlers.add(new HttpObjectAggregator(WebSocketHandler.MAX_UPGRADE_BYTES));
        if (settings.compression()) {
            handlers.add(Deflate.offer(WebSocketSettings.MAX_MESSAGE_BYTES));
        }
        handlers.add(attempt);
        return handlers;
    }

    /** Pings when it is time, and drops a line on which one of both directions is dead. */
    private void watch() {
        if (state != LineState.LIVE) {
            return;
        }
        long nowNanos = clock.nanoTime();
        if (nowNanos - handler.lastFrameNanos() > settings.silenceNs()) {
            drop(DisconnectReason.SILENT);
            return;
        }
        if (handler.unansweredNs(nowNanos) > settings.silenceNs()) {
            drop(DisconnectReason.UNANSWERED);
            return;
        }
        if (handler.messages().ageNs(nowNanos) > settings.messageDeadlineNs()) {
            handler.onOverdue();
            drop(DisconnectReason.OVERDUE);
            return;
        }
        if (nowNanos - lastPingNanos >= settings.pingIntervalNs()) {
            lastPingNanos = nowNanos;
            handler.onPing(nowNanos);
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
        WebSocketCloseStatus farewell = handler == null ? null : handler.farewell();
        handler = null;
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
        if (channel != null && farewell != null) {
            Farewell.say(channel, farewell);
        } else if (channel != null) {
            channel.close();
        }
        channel = null;
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
