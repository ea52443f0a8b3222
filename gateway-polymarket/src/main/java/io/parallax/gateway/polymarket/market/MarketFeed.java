package io.parallax.gateway.polymarket.market;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.gateway.ws.FrameListener;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.WebSocketLine;
import io.parallax.gateway.ws.WebSocketSettings;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * The market line: subscribes both tokens of every market, and brings back a book that was lost by leaving its tokens
 * and joining them again, which makes the venue send whole books. A book that does not come within 5 s is asked for
 * again; after three tries (once a minute at most), or after more than ten faults in a minute, the connection is made
 * anew.
 *
 * <p>Public methods but {@link #resubscribe} and {@link #resubscribeAll} may be called from any thread; those two on the
 * event loop.
 */
public final class MarketFeed implements FrameListener, AutoCloseable {
    /** Number of this line within the venue. */
    public static final int LINE = 0;

    /** The venue stops sending initial books beyond some 500 tokens on a connection. */
    private static final int MAX_MARKETS = 250;

    private static final long PING_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long WATCH_MS = 250;
    private static final long SNAPSHOT_DEADLINE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int SNAPSHOT_TRIES = 3;
    private static final int FAULTS_PER_MINUTE = 10;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final MarketTable markets;
    private final EventLoop loop;
    private final EpochClock clock;
    private final MarketPublisher publisher;
    private final MarketDecoder decoder;
    private final WebSocketLine line;
    private final Counters<MarketCounter> counters = new Counters<>(MarketCounter.class);
    private final FaultCounters faults = new FaultCounters();
    private final long[] askedNanos;
    private final int[] tries;
    private final int[] losses;
    private final StringBuilder text = new StringBuilder();
    private Future<?> watch;
    private long faultsBefore;
    private long faultWindowNanos;
    private long rebuiltNanos;

    public MarketFeed(MarketTable markets, URI socket, EventLoop loop, EpochClock clock, EventPublisher events) {
        this(markets, socket, loop, clock, events, FrameTap.NONE);
    }

    /** @param tap what is put between the line and this feed */
    public MarketFeed(
            MarketTable markets, URI socket, EventLoop loop, EpochClock clock, EventPublisher events, FrameTap tap) {
        if (markets.size() > MAX_MARKETS) {
            throw new IllegalArgumentException(markets.size() + " markets on one connection: at most " + MAX_MARKETS
                    + "; follow fewer, or run a second gateway");
        }
        this.markets = markets;
        this.loop = loop;
        this.clock = clock;
        publisher = new MarketPublisher(markets, events, LINE);
        decoder = new MarketDecoder(markets, publisher, counters, faults);
        askedNanos = new long[markets.size()];
        tries = new int[markets.size()];
        losses = new int[markets.size()];
        WebSocketSettings settings = WebSocketSettings.of("polymarket-market", socket)
                .withTextPing("PING", "PONG")
                .withKeepAlive(PING_NS, SILENCE_NS);
        rebuiltNanos = clock.nanoTime() - MINUTE_NS;
        line = new WebSocketLine(settings, loop, clock, tap.over(LINE, this));
    }

    /** Connects; from then on the feed keeps itself connected. */
    public void start() {
        line.connect();
    }

    @Override
    public void close() {
        line.close();
    }

    public WebSocketLine line() {
        return line;
    }

    public Counters<MarketCounter> counters() {
        return counters;
    }

    public FaultCounters faults() {
        return faults;
    }

    /** Fetches the book of one market anew. */
    public void resubscribe(int slot) {
        publisher.received(clock.epochNanos(), 0);
        publisher.status(FeedState.GAP, slot, 0);
        publisher.await(slot);
        askForBooks();
    }

    /** Fetches every book anew. */
    public void resubscribeAll() {
        for (int slot = 0; slot < markets.size(); slot++) {
            resubscribe(slot);
        }
    }

    @Override
    public void onConnected(int epoch) {
        long nowNanos = clock.nanoTime();
        publisher.epoch(epoch);
        publisher.received(clock.epochNanos(), nowNanos);
        publisher.status(FeedState.CONNECTED, MarketPublisher.EVERY, 0);
        faultsBefore = faults.total();
        faultWindowNanos = nowNanos;
        for (int slot = 0; slot < markets.size(); slot++) {
            askedNanos[slot] = nowNanos;
            tries[slot] = 1;
            losses[slot] = publisher.losses(slot);
        }
        text.setLength(0);
        text.append("{\"assets_ids\":[");
        for (int slot = 0; slot < markets.size(); slot++) {
            appendTokens(slot);
        }
        text.append("],\"type\":\"market\",\"custom_feature_enabled\":true}");
        line.sendText(text.toString());
        watch = loop.scheduleWithFixedDelay(this::watch, WATCH_MS, WATCH_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
        publisher.received(receivedEpochNs, receivedNanos);
        decoder.decode(frame, offset, length);
        if (publisher.takeWanting()) {
            if (tooManyFaults(receivedNanos)) {
                line.reconnect();
            } else {
                askForBooks();
            }
        }
    }

    @Override
    public void onDisconnected(int epoch, DisconnectReason reason) {
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
        publisher.received(clock.epochNanos(), clock.nanoTime());
        publisher.status(FeedState.DISCONNECTED, MarketPublisher.EVERY, 0);
    }

    private boolean tooManyFaults(long nowNanos) {
        if (nowNanos - faultWindowNanos > MINUTE_NS) {
            faultWindowNanos = nowNanos;
            faultsBefore = faults.total();
        }
        return faults.total() - faultsBefore > FAULTS_PER_MINUTE;
    }

    /** Retries what is overdue, and market data after a full ring. */
    private void watch() {
        if (publisher.isRefused()) {
            publisher.received(clock.epochNanos(), 0);
            publisher.rearm();
        }
        publisher.takeWanting();
        askForBooks();
    }

    /** Leaves and joins the tokens of every book that waits and was not asked for within the deadline. */
    private void askForBooks() {
        long nowNanos = clock.nanoTime();
        int due = 0;
        for (int slot = 0; slot < markets.size(); slot++) {
            if (losses[slot] != publisher.losses(slot)) {
                losses[slot] = publisher.losses(slot);
                tries[slot] = 0;
            }
            if (publisher.isAwaiting(slot) && isDue(slot, nowNanos)) {
                if (tries[slot] == SNAPSHOT_TRIES && nowNanos - rebuiltNanos > MINUTE_NS) {
                    rebuiltNanos = nowNanos;
                    line.reconnect();
                    return;
                }
                due++;
            }
        }
        if (due > 0) {
            ask(nowNanos);
        }
    }

    private boolean isDue(int slot, long nowNanos) {
        return tries[slot] == 0 || nowNanos - askedNanos[slot] > SNAPSHOT_DEADLINE_NS;
    }

    private void ask(long nowNanos) {
        text.setLength(0);
        text.append("{\"assets_ids\":[");
        for (int slot = 0; slot < markets.size(); slot++) {
            if (publisher.isAwaiting(slot) && isDue(slot, nowNanos)) {
                appendTokens(slot);
                askedNanos[slot] = nowNanos;
                tries[slot] = Math.min(SNAPSHOT_TRIES, tries[slot] + 1);
            }
        }
        String tokens = text.append("],\"operation\":").toString();
        line.sendText(tokens + "\"unsubscribe\"}");
        line.sendText(tokens + "\"subscribe\",\"custom_feature_enabled\":true}");
    }

    private void appendTokens(int slot) {
        if (text.charAt(text.length() - 1) != '[') {
            text.append(',');
        }
        text.append('"').append(markets.tokenId(2 * slot)).append("\",\"");
        text.append(markets.tokenId(2 * slot + 1)).append('"');
    }
}
