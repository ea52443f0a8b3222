package io.parallax.gateway.kalshi.market;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.FeedSettings;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.feed.Conflation;
import io.parallax.gateway.feed.ConflationCounter;
import io.parallax.gateway.feed.Shard;
import io.parallax.gateway.feed.Shards;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.LineCounter;
import io.parallax.gateway.ws.LineState;
import io.parallax.gateway.ws.WebSocketLine;
import io.parallax.gateway.ws.WebSocketSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue's market data: every market on one shard, every shard on one or two lines. The private channels are on line 0,
 * news of markets on both lines of shard 0, of which the first that lives is believed.
 *
 * <p>{@link #start}, {@link #close} and what reads counters may be called from any thread; everything else on the loop.
 */
public final class MarketFeed implements AutoCloseable {
    /** In place of a line or an instrument: every one. */
    public static final int ALL = -1;

    private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);
    private static final long POLL_MS = 50;
    private static final long FLUSH_MS = 5;

    private final Markets markets;
    private final FeedSettings settings;
    private final PrivateFrames privateFrames;
    private final EventLoop loop;
    private final EpochClock clock;
    private final ReconnectBudget budget;
    private final Function<String, WebSocketSettings> sockets;
    private final FrameTap tap;
    private final Shards shards;
    private final Conflation conflation;
    private final LineCommon common;
    private final Counters<FeedCounter> counters = new Counters<>(FeedCounter.class);
    private final FaultCounters faults = new FaultCounters();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private boolean started;
    private volatile boolean closed;

    /**
     * Follows every market of the table; connects nothing.
     *
     * @param yesPrices what to ask for in {@code use_yes_price}
     * @param ring where events go
     * @param privateFrames takes fills and own orders
     * @param budget of the venue
     * @param sockets how a line of a given name connects
     * @param tap what is put between a connection and its line
     */
    public MarketFeed(
            Markets markets,
            FeedSettings settings,
            boolean yesPrices,
            EventPublisher ring,
            PrivateFrames privateFrames,
            EventLoop loop,
            EpochClock clock,
            ReconnectBudget budget,
            Function<String, WebSocketSettings> sockets,
            FrameTap tap) {
        this.tap = tap;
        this.markets = markets;
        this.settings = settings;
        this.privateFrames = privateFrames;
        this.loop = loop;
        this.clock = clock;
        this.budget = budget;
        this.sockets = sockets;
        shards = new Shards(settings.kalshiMarkets());
        conflation = settings.conflate()
                ? new Conflation(ring, Venue.KALSHI, Conflation.LEVELS, Conflation.BOOKS, this::flushSoon, this::onLost)
                : null;
        EventPublisher publisher = conflation == null ? ring : conflation;
        common = new LineCommon(
                markets,
                yesPrices,
                publisher,
                new EventWriter(publisher, Venue.KALSHI),
                clock,
                new Decoders(markets, yesPrices),
                conflation,
                counters,
                faults,
                new Owner(),
                settings.bookCheckNs(),
                settings.maxSilenceAloneNs());
        shards.open();
        for (int market = 0; market < markets.size(); market++) {
            shards.add(market);
        }
        for (int shard = 0; shard < shards.count(); shard++) {
            connect(shards.get(shard));
        }
    }

    /** Connects every line, the first copies of all shards before the second ones. */
    public void start() {
        loop.execute(() -> {
            started = true;
            for (int copy = 0; copy < settings.lines(); copy++) {
                for (Connection connection : connections) {
                    if (Shards.copyOfLine(connection.line.number()) == copy) {
                        connection.socket.connect();
                    }
                }
            }
            loop.schedule(this::poll, POLL_MS, TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void close() {
        closed = true;
        connections.forEach(connection -> connection.socket.close());
    }

    /** Whether every shard has a line that lives. */
    public boolean isLive() {
        int count = 0;
        int last = ALL;
        int highest = 0;
        for (Connection connection : connections) {
            int shard = Shards.shardOfLine(connection.line.number());
            highest = Math.max(highest, shard);
            if (shard != last && connection.socket.state() == LineState.LIVE) {
                last = shard;
                count++;
            }
        }
        return count == highest + 1;
    }

    public Counters<FeedCounter> counters() {
        return counters;
    }

    public FaultCounters faults() {
        return faults;
    }

    /** Null when changes are not merged. */
    public Counters<ConflationCounter> conflationCounters() {
        return conflation == null ? null : conflation.counters();
    }

    /** A count of all lines together. */
    public long count(LineCounter counter) {
        long sum = 0;
        for (Connection connection : connections) {
            sum += connection.socket.counters().get(counter);
        }
        return sum;
    }

    /**
     * Follows one more market of the table, on the lines of the shard with the fewest; no other book is touched.
     *
     * @throws IllegalStateException when it is followed already, or every shard is full
     */
    public void follow(int market) {
        int before = shards.count();
        Shard shard = shards.add(market);
        if (shards.count() > before) {
            connect(shard);
            if (started && !closed) {
                connectionsOf(shard, connection -> connection.socket.connect());
            }
        } else {
            connectionsOf(shard, connection -> connection.line.join(market));
        }
    }

    /** Follows the market no longer; no other book is touched. @return false when it was not followed */
    public boolean unfollow(int market) {
        int number = shards.shardOf(market);
        if (number == Shard.NONE) {
            return false;
        }
        connectionsOf(shards.get(number), connection -> connection.line.leave(market));
        shards.remove(market);
        return true;
    }

    /** Fetches a book anew. @param instrumentId or {@link #ALL} @param line or {@link #ALL} that follow it */
    public void resubscribe(int instrumentId, int line) {
        for (Connection connection : connections) {
            if (line == ALL || connection.line.number() == line) {
                connection.line.resubscribe(instrumentId);
            }
        }
    }

    /** Drops a line's connection and makes a new one. */
    public void reconnect(int line) {
        for (Connection connection : connections) {
            if (connection.line.number() == line && connection.line.hasMarkets()) {
                connection.socket.reconnect();
            }
        }
    }

    /** Lines there are, in the order they were made. */
    List<MarketLine> lines() {
        return connections.stream().map(connection -> connection.line).toList();
    }

    LineOwner owner() {
        return common.owner();
    }

    Shards shards() {
        return shards;
    }

    private void connect(Shard shard) {
        for (int copy = 0; copy < settings.lines(); copy++) {
            connections.add(new Connection(shard, copy));
        }
    }

    private void connectionsOf(Shard shard, Consumer<Connection> task) {
        for (Connection connection : connections) {
            if (Shards.shardOfLine(connection.line.number()) == shard.number()) {
                task.accept(connection);
            }
        }
    }

    private void poll() {
        if (closed) {
            return;
        }
        loop.schedule(this::poll, POLL_MS, TimeUnit.MILLISECONDS);
        long nowNanos = clock.nanoTime();
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).line.poll(nowNanos);
        }
    }

    private void flushSoon() {
        loop.schedule(this::flush, FLUSH_MS, TimeUnit.MILLISECONDS);
    }

    private void flush() {
        if (!conflation.flush() && !closed) {
            flushSoon();
        }
    }

    private void onLost(int line, int instrumentId) {
        for (Connection connection : connections) {
            if (connection.line.number() == line) {
                connection.line.lost(instrumentId);
            }
        }
    }

    /** A line and its socket. */
    private final class Connection implements LineControl {
        final MarketLine line;
        final WebSocketLine socket;

        Connection(Shard shard, int copy) {
            int number = shard.line(copy);
            line = new MarketLine(common, shard, copy, number == 0 ? privateFrames : null, this);
            socket = new WebSocketLine(sockets.apply("kalshi-" + number), loop, clock, budget, tap.over(number, line));
        }

        @Override
        public boolean send(String command) {
            return socket.sendText(command);
        }

        @Override
        public void reconnect() {
            socket.reconnect();
        }

        @Override
        public void after(long delayNs, Runnable task) {
            loop.schedule(task, delayNs, TimeUnit.NANOSECONDS);
        }
    }

    private final class Owner implements LineOwner {
        @Override
        public void onNewGrid(int line, int market) {
            int shard = shards.shardOf(market);
            if (shard != Shard.NONE) {
                connectionsOf(shards.get(shard), connection -> {
                    if (connection.line.number() != line) {
                        connection.line.renew(market);
                    }
                });
            }
        }

        @Override
        public boolean isHeardOnMarkets(int line) {
            for (Connection connection : connections) {
                if (connection.line.isLive()) {
                    return connection.line.number() == line;
                }
            }
            return true;
        }

        /** The refused markets move to another shard; of those that filled theirs alone, half stay and try again. */
        @Override
        public void onTooManyMarkets(int line, int[] refused) {
            Shard shard = shards.get(Shards.shardOfLine(line));
            int members = 0;
            for (int market : refused) {
                members += shard.placeOf(market) == Shard.NONE ? 0 : 1;
            }
            if (members < refused.length || members == 1 && shard.size() == 1) {
                return; // the other copy has told it, or nothing helps
            }
            int stay = members == shard.size() ? members / 2 : 0;
            int[] moving = new int[members];
            int count = 0;
            for (int market : refused) {
                if (stay > 0) {
                    stay--;
                    connectionsOf(shard, connection -> connection.line.join(market));
                } else {
                    unfollow(market);
                    moving[count++] = market;
                }
            }
            LOG.warn("line {}: the venue takes {} markets there, {} move", line, shard.size(), count);
            shard.close();
            for (int i = 0; i < count; i++) {
                follow(moving[i]);
            }
        }
    }
}
