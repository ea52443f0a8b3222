package io.parallax.gateway.polymarket.market;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.feed.Conflation;
import io.parallax.gateway.feed.Shard;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.verify.BookVerifier;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.gateway.ws.FrameListener;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.WebSocketLine;
import io.parallax.gateway.ws.WebSocketSettings;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;

/**
 * One connection of the market channel: subscribes both tokens of every market of its shard, and brings back a book that
 * was lost by leaving its tokens and joining them again, which makes the venue send whole books. A book that does not come
 * within 5 s is asked for again; after three tries (once for each book until it came, and once a minute at most), or
 * after more than ten faults in a minute, the connection is made anew.
 *
 * <p>{@link #start}, {@link #close} and {@link #line} may be called from any thread; everything else on the event loop.
 */
public final class MarketLine implements FrameListener, AutoCloseable {
    private static final long PING_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long WATCH_MS = 250;
    private static final long SNAPSHOT_DEADLINE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int SNAPSHOT_TRIES = 3;
    private static final int FAULTS_PER_MINUTE = 10;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final MarketTable markets;
    private final Shard shard;
    private final int number;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Conflation conflation;
    private final MarketPublisher publisher;
    private final HashingSink sink;
    private final SinkSwitch decoded;
    private final MarketDecoder decoder;
    private final WebSocketLine line;
    private final long[] askedNanos;
    private final int[] tries;
    private final int[] losses;
    private final boolean[] rebuiltFor;
    private final StringBuilder text = new StringBuilder();
    private Future<?> watch;
    private boolean live;
    private boolean subscribed;
    private int faultsBefore;
    private long faultWindowNanos;
    private long rebuiltNanos;

    /** What the lines of a venue share. */
    record Common(
            MarketTable markets,
            EventPublisher publisher,
            EventLoop loop,
            EpochClock clock,
            ReconnectBudget budget,
            SinkSwitch decoded,
            MarketDecoder decoder,
            Conflation conflation,
            Counters<VerifyCounter> proofs,
            FrameTap tap,
            GridListener onNewGrid,
            IntConsumer onResolved) {}

    /** The only line there is, with every market of the table. */
    public MarketLine(MarketTable markets, URI socket, EventLoop loop, EpochClock clock, EventPublisher events) {
        this(
                alone(markets, loop, clock, events),
                MarketPublisher.allOf(markets),
                0,
                WebSocketSettings.of("polymarket-market", socket));
    }

    private static Common alone(MarketTable markets, EventLoop loop, EpochClock clock, EventPublisher events) {
        SinkSwitch decoded = new SinkSwitch();
        return new Common(
                markets,
                events,
                loop,
                clock,
                ReconnectBudget.alone(),
                decoded,
                new MarketDecoder(markets, decoded, new Counters<>(MarketCounter.class), new FaultCounters()),
                null,
                new Counters<>(VerifyCounter.class),
                FrameTap.NONE,
                (its, slot) -> {},
                slot -> {});
    }

    MarketLine(Common common, Shard shard, int copy, WebSocketSettings settings) {
        this.markets = common.markets;
        this.shard = shard;
        this.number = shard.line(copy);
        this.loop = common.loop;
        this.clock = common.clock;
        this.conflation = common.conflation;
        publisher = new MarketPublisher(markets, shard, common.publisher, number, common.onNewGrid, common.onResolved);
        sink = new HashingSink(markets, publisher, common.proofs);
        for (int place = 0; place < shard.capacity(); place++) {
            if (shard.slotAt(place) != Shard.NONE) {
                sink.verifier().follow(shard.slotAt(place));
            }
        }
        decoded = common.decoded;
        decoder = common.decoder;
        askedNanos = new long[shard.capacity()];
        tries = new int[shard.capacity()];
        losses = new int[shard.capacity()];
        rebuiltFor = new boolean[shard.capacity()];
        rebuiltNanos = clock.nanoTime() - MINUTE_NS;
        line = new WebSocketLine(
                settings.withTextPing("PING", "PONG").withKeepAlive(PING_NS, SILENCE_NS),
                loop,
                clock,
                common.budget,
                common.tap.over(number, this));
    }

    /** Connects; from then on the line keeps itself connected. */
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

    /** Number of this line within the venue. */
    public int number() {
        return number;
    }

    /** What proves the line's books. */
    BookVerifier verifier() {
        return sink.verifier();
    }

    /** Fetches the book of one market anew, when the line follows it. */
    void resubscribe(int slot) {
        if (shard.placeOf(slot) != Shard.NONE) {
            publisher.received(clock.epochNanos(), 0);
            publisher.status(FeedState.GAP, slot, 0);
            publisher.await(slot);
            askForBooks();
        }
    }

    /** Fetches every book of the line anew. */
    void resubscribeAll() {
        publisher.received(clock.epochNanos(), 0);
        publisher.status(FeedState.GAP, MarketPublisher.EVERY, 0);
        for (int place = 0; place < shard.capacity(); place++) {
            if (shard.slotAt(place) != Shard.NONE) {
                publisher.await(shard.slotAt(place));
            }
        }
        askForBooks();
    }

    /** A market came to the line's shard. Its neighbours' books go on. */
    void join(int slot) {
        int place = shard.placeOf(slot);
        rebuiltFor[place] = false;
        publisher.free(place);
        publisher.lost(slot);
        sink.verifier().follow(slot);
        if (live) {
            asked(place, clock.nanoTime());
            beginTokens();
            appendTokens(slot);
            subscribe();
        }
    }

    /** A market is about to leave the line's shard: it still has its place. */
    void leave(int slot) {
        publisher.free(shard.placeOf(slot));
        sink.verifier().unfollow(slot);
        if (live) {
            beginTokens();
            appendTokens(slot);
            line.sendText(text.append("],\"operation\":\"unsubscribe\"}").toString());
        }
        publisher.received(clock.epochNanos(), 0);
        publisher.status(FeedState.REMOVED, slot, 0);
    }

    /** The market has a new grid, as another line told: its book does not hold. */
    void renew(int slot) {
        publisher.received(clock.epochNanos(), 0);
        publisher.renew(slot);
        askForBooks();
    }

    /** The book found no room on its way: it waits, and is asked for by and by. */
    void lost(int slot) {
        publisher.lost(slot);
    }

    /**
     * What is due by time. Every 10 to 250 ms.
     *
     * @param budget of hashes
     * @return hashes made
     */
    int poll(long nowNanos, int budget) {
        if (!live) {
            return 0;
        }
        publisher.received(clock.epochNanos(), 0);
        publisher.tellHeard(nowNanos);
        int hashes = sink.poll(nowNanos, budget);
        if (publisher.takeWanting()) {
            askForBooks();
        }
        return hashes;
    }

    @Override
    public void onConnected(int epoch) {
        long nowNanos = clock.nanoTime();
        live = true;
        subscribed = false;
        publisher.epoch(epoch);
        sink.restart();
        publisher.received(clock.epochNanos(), nowNanos);
        publisher.status(FeedState.CONNECTED, MarketPublisher.EVERY, 0);
        faultsBefore = publisher.faults();
        faultWindowNanos = nowNanos;
        beginTokens();
        for (int place = 0; place < shard.capacity(); place++) {
            asked(place, nowNanos);
            if (shard.slotAt(place) != Shard.NONE) {
                appendTokens(shard.slotAt(place));
            }
        }
        if (shard.size() > 0) {
            subscribe();
        }
        watch = loop.scheduleWithFixedDelay(this::watch, WATCH_MS, WATCH_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
        if (conflation != null && conflation.isWaiting()) {
            conflation.flush();
        }
        publisher.received(receivedEpochNs, receivedNanos);
        sink.received(receivedNanos);
        decoded.to(sink);
        decoder.decode(frame, offset, length);
        publisher.tellHeard(receivedNanos);
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
        live = false;
        sink.restart();
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
        publisher.received(clock.epochNanos(), clock.nanoTime());
        publisher.status(FeedState.DISCONNECTED, MarketPublisher.EVERY, 0);
    }

    @Override
    public void onThrottled(long waitNs) {
        publisher.received(clock.epochNanos(), 0);
        publisher.status(FeedState.THROTTLED, MarketPublisher.EVERY, 0);
    }

    /** Whether anything is followed on the line: one that follows nothing is silent by right. */
    boolean hasMarkets() {
        return shard.size() > 0;
    }

    private boolean tooManyFaults(long nowNanos) {
        if (nowNanos - faultWindowNanos > MINUTE_NS) {
            faultWindowNanos = nowNanos;
            faultsBefore = publisher.faults();
        }
        return publisher.faults() - faultsBefore > FAULTS_PER_MINUTE;
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
        if (!live) {
            return;
        }
        long nowNanos = clock.nanoTime();
        int due = 0;
        boolean isLast = false;
        for (int place = 0; place < shard.capacity(); place++) {
            if (losses[place] != publisher.losses(place)) {
                losses[place] = publisher.losses(place);
                tries[place] = 0;
            }
            if (!publisher.isAwaitingAt(place)) {
                rebuiltFor[place] = false;
            } else if (isDue(place, nowNanos)) {
                due++;
                isLast |= tries[place] == SNAPSHOT_TRIES && !rebuiltFor[place];
            }
        }
        if (isLast && nowNanos - rebuiltNanos > MINUTE_NS) {
            rebuild(nowNanos);
            return;
        }
        if (due > 0) {
            ask(nowNanos);
        }
    }

    /** Makes the connection anew for the books that do not come; a book that does not come then either waits alone. */
    private void rebuild(long nowNanos) {
        rebuiltNanos = nowNanos;
        for (int place = 0; place < shard.capacity(); place++) {
            rebuiltFor[place] |= publisher.isAwaitingAt(place) && tries[place] == SNAPSHOT_TRIES;
        }
        line.reconnect();
    }

    private boolean isDue(int place, long nowNanos) {
        return tries[place] == 0 || nowNanos - askedNanos[place] > SNAPSHOT_DEADLINE_NS;
    }

    /** The book at a place was asked for by subscribing. */
    private void asked(int place, long nowNanos) {
        askedNanos[place] = nowNanos;
        tries[place] = 1;
        losses[place] = publisher.losses(place);
    }

    private void ask(long nowNanos) {
        beginTokens();
        for (int place = 0; place < shard.capacity(); place++) {
            if (publisher.isAwaitingAt(place) && isDue(place, nowNanos)) {
                appendTokens(shard.slotAt(place));
                askedNanos[place] = nowNanos;
                tries[place] = Math.min(SNAPSHOT_TRIES, tries[place] + 1);
            }
        }
        String tokens = text.append("],\"operation\":").toString();
        line.sendText(tokens + "\"unsubscribe\"}");
        line.sendText(tokens + "\"subscribe\",\"custom_feature_enabled\":true}");
    }

    /** Subscribes the tokens of the text: the first subscription of a connection is of another form. */
    private void subscribe() {
        text.append(subscribed ? "],\"operation\":\"subscribe\"" : "],\"type\":\"market\"");
        subscribed = true;
        line.sendText(text.append(",\"custom_feature_enabled\":true}").toString());
    }

    private void beginTokens() {
        text.setLength(0);
        text.append("{\"assets_ids\":[");
    }

    private void appendTokens(int slot) {
        if (text.charAt(text.length() - 1) != '[') {
            text.append(',');
        }
        text.append('"').append(markets.tokenId(2 * slot)).append("\",\"");
        text.append(markets.tokenId(2 * slot + 1)).append('"');
    }
}
