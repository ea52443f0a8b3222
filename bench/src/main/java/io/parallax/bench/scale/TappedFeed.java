package io.parallax.bench.scale;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.parallax.bench.decode.VenueSequence;
import io.parallax.config.FeedSettings;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.feed.Shards;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.ws.FrameListener;
import io.parallax.gateway.ws.WebSocketSettings;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A venue's feed with all its lines, whose sockets never connect: frames are told to the lines themselves. What the lines
 * would do later by time is never done.
 */
final class TappedFeed {
    static final int POLYMARKET_MARKETS = 100;
    static final int KALSHI_MARKETS = 500;

    private static final int MAX_LINES = 254;
    private static final int RECONNECTS = 30;

    private final FrameListener[] lines = new FrameListener[MAX_LINES];
    private final VenueSequence[] sequences = new VenueSequence[MAX_LINES];
    private final int copies;
    private final long nowNanos = System.nanoTime();
    private final Shards shards;

    /** What is kept alive beside the lines. */
    private final Object feed;

    private TappedFeed(FeedSettings settings, MarketTable markets, EventPublisher ring) {
        copies = settings.lines();
        shards = allOf(settings.polymarketMarkets(), markets.size());
        feed = new io.parallax.gateway.polymarket.market.MarketFeed(
                markets,
                settings,
                ring,
                loop(),
                EpochClock.system(),
                ReconnectBudget.perMinute(RECONNECTS, 0),
                sockets(),
                this::tap);
    }

    private TappedFeed(FeedSettings settings, Markets markets, EventPublisher ring) {
        copies = settings.lines();
        shards = allOf(settings.kalshiMarkets(), markets.size());
        feed = new io.parallax.gateway.kalshi.market.MarketFeed(
                markets,
                settings,
                false,
                ring,
                null,
                loop(),
                EpochClock.system(),
                ReconnectBudget.perMinute(RECONNECTS, 0),
                sockets(),
                this::tap);
    }

    /** @param copies lines of each shard, 1 or 2 */
    static TappedFeed polymarket(MarketTable markets, int copies, EventPublisher ring) {
        return new TappedFeed(settings(copies), markets, ring);
    }

    /** @param copies lines of each shard, 1 or 2 */
    static TappedFeed kalshi(Markets markets, int copies, EventPublisher ring) {
        return new TappedFeed(settings(copies), markets, ring);
    }

    private static FeedSettings settings(int copies) {
        return new FeedSettings(
                copies,
                POLYMARKET_MARKETS,
                KALSHI_MARKETS,
                0,
                0,
                0,
                0,
                0,
                RECONNECTS,
                TimeUnit.MILLISECONDS.toNanos(100),
                TimeUnit.SECONDS.toNanos(20),
                false,
                true);
    }

    /** The same places as the feed gives: both fill shards in the order of the table. */
    private static Shards allOf(int marketsALine, int markets) {
        Shards shards = new Shards(marketsALine);
        for (int i = 0; i < markets; i++) {
            shards.add(i);
        }
        return shards;
    }

    /** A loop that takes tasks and runs none. */
    private static EventLoop loop() {
        return new EmbeddedChannel().eventLoop();
    }

    private static Function<String, WebSocketSettings> sockets() {
        URI nowhere = URI.create("ws://127.0.0.1:1/");
        return name -> WebSocketSettings.of(name, nowhere);
    }

    private FrameListener tap(int line, FrameListener listener) {
        lines[line] = listener;
        sequences[line] = new VenueSequence();
        return listener;
    }

    /** Tells every line that its socket is up. */
    void connect() {
        for (FrameListener line : lines) {
            if (line != null) {
                line.onConnected(1);
            }
        }
    }

    int shardOf(int market) {
        return shards.shardOf(market);
    }

    int lineCount() {
        return copies * shards.count();
    }

    /** One frame over one copy of its line; a numbered one gets the line's next number first. */
    void take(FrameTape tape, int frame, int copy) {
        int line = Shards.line(tape.shard(frame), copy);
        int place = tape.place(frame);
        if (place != FrameTape.UNNUMBERED) {
            sequences[line].stamp(tape.bytes(), place);
        }
        lines[line].onText(tape.buffer(), tape.start(frame), tape.length(frame), nowNanos, nowNanos);
    }

    @Override
    public String toString() {
        return feed.getClass().getName() + " of " + lineCount() + " lines";
    }
}
