package io.parallax.gateway.polymarket.market;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.FeedSettings;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.feed.Conflation;
import io.parallax.gateway.feed.ConflationCounter;
import io.parallax.gateway.feed.Shard;
import io.parallax.gateway.feed.Shards;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.verify.BookSampler;
import io.parallax.gateway.polymarket.verify.BookVerifier;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.LineCounter;
import io.parallax.gateway.ws.LineState;
import io.parallax.gateway.ws.WebSocketSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * The venue's market data: every market on one shard, every shard on one or two lines.
 *
 * <p>{@link #start}, {@link #close} and what reads counters may be called from any thread; everything else on the loop.
 */
public final class MarketFeed implements AutoCloseable {
    /** In place of a line: every one. */
    public static final int ALL = -1;

    private static final long POLL_MS = 50;
    private static final long FLUSH_MS = 5;

    /** Hashes a poll of all lines together: a bound to how long frames wait behind them. */
    private static final int HASHES_A_POLL = 4;

    private final MarketTable markets;
    private final FeedSettings settings;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Function<String, WebSocketSettings> sockets;
    private final Shards shards;
    private final Conflation conflation;
    private final MarketDecoder decoder;
    private final MarketLine.Common common;
    private final Counters<MarketCounter> counters = new Counters<>(MarketCounter.class);
    private final FaultCounters faults = new FaultCounters();
    private final Counters<VerifyCounter> proofs = new Counters<>(VerifyCounter.class);
    private final List<MarketLine> lines = new CopyOnWriteArrayList<>();
    private BookSampler sampler;
    private int nextPolled;
    private IntConsumer onResolved = slot -> {};
    private boolean started;
    private volatile boolean closed;

    /**
     * Follows every market of the table; connects nothing.
     *
     * @param ring where events go
     * @param budget of the venue
     * @param sockets how a line of a given name connects
     * @param tap what is put between a connection and its line
     */
    public MarketFeed(
            MarketTable markets,
            FeedSettings settings,
            EventPublisher ring,
            EventLoop loop,
            EpochClock clock,
            ReconnectBudget budget,
            Function<String, WebSocketSettings> sockets,
            FrameTap tap) {
        this.markets = markets;
        this.settings = settings;
        this.loop = loop;
        this.clock = clock;
        this.sockets = sockets;
        shards = new Shards(settings.polymarketMarkets());
        conflation = settings.conflate()
                ? new Conflation(
                        ring, Venue.POLYMARKET, Conflation.LEVELS, Conflation.BOOKS, this::flushSoon, this::onLost)
                : null;
        SinkSwitch decoded = new SinkSwitch();
        decoder = new MarketDecoder(markets, decoded, counters, faults);
        common = new MarketLine.Common(
                markets,
                conflation == null ? ring : conflation,
                loop,
                clock,
                budget,
                decoded,
                decoder,
                conflation,
                proofs,
                tap,
                this::onNewGrid,
                slot -> onResolved.accept(slot));
        for (int slot = 0; slot < markets.size(); slot++) {
            shards.add(slot);
        }
        for (int shard = 0; shard < shards.count(); shard++) {
            open(shards.get(shard));
        }
    }

    /**
     * Compares books with their REST copies, too, where the settings say so. Before {@link #start}.
     *
     * @param reads line for the requests
     * @param reader thread on which answers are read
     */
    public void compareWith(HttpLine reads, Executor reader) {
        if (settings.bookCheckNs() == 0) {
            return;
        }
        sampler = new BookSampler(
                markets,
                reads,
                loop,
                reader,
                this::verifier,
                proofs,
                settings.bookCheckNs(),
                settings.maxSilenceAloneNs());
        for (int slot = 0; slot < markets.size(); slot++) {
            sampler.follow(slot, clock.nanoTime());
        }
        lines.forEach(line -> sampler.watch(line.verifier()));
    }

    /** Sets who hears that a market has a result, once for each line that tells it. */
    public void resolvedTo(IntConsumer listener) {
        onResolved = listener;
    }

    /** The proof of one copy's books, null where there is no such line. */
    private BookVerifier verifier(int slot, int copy) {
        int shard = shards.shardOf(slot);
        for (int i = 0; i < lines.size() && shard != Shard.NONE; i++) {
            if (lines.get(i).number() == Shards.line(shard, copy)) {
                return lines.get(i).verifier();
            }
        }
        return null;
    }

    /** Connects every line, the first copies of all shards before the second ones. */
    public void start() {
        loop.execute(() -> {
            started = true;
            for (int copy = 0; copy < settings.lines(); copy++) {
                for (MarketLine line : lines) {
                    if (Shards.copyOfLine(line.number()) == copy) {
                        line.start();
                    }
                }
            }
            loop.schedule(this::poll, POLL_MS, TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void close() {
        closed = true;
        lines.forEach(MarketLine::close);
    }

    /** Whether every shard has a line that lives. */
    public boolean isLive() {
        int live = 0;
        int highest = -1;
        int last = -1;
        for (MarketLine line : lines) {
            int shard = Shards.shardOfLine(line.number());
            highest = Math.max(highest, shard);
            if (shard != last && line.line().state() == LineState.LIVE) {
                last = shard;
                live++;
            }
        }
        return live == highest + 1;
    }

    public Counters<MarketCounter> counters() {
        return counters;
    }

    public FaultCounters faults() {
        return faults;
    }

    public Counters<VerifyCounter> proofs() {
        return proofs;
    }

    /** Null when changes are not merged. */
    public Counters<ConflationCounter> conflationCounters() {
        return conflation == null ? null : conflation.counters();
    }

    /** A count of all lines together. */
    public long count(LineCounter counter) {
        long sum = 0;
        for (MarketLine line : lines) {
            sum += line.line().counters().get(counter);
        }
        return sum;
    }

    /**
     * Follows one more market of the table, on the lines of the shard with the fewest; no other book is touched.
     *
     * @throws IllegalStateException when it is followed already, or every shard is full
     */
    public void follow(int slot) {
        decoder.grow();
        int before = shards.count();
        Shard shard = shards.add(slot);
        if (shards.count() > before) {
            open(shard);
            if (started && !closed) {
                linesOf(shard, MarketLine::start);
            }
        } else {
            linesOf(shard, line -> line.join(slot));
        }
        if (sampler != null) {
            sampler.follow(slot, clock.nanoTime());
        }
    }

    /** Follows the market no longer; no other book is touched. @return false when it was not followed */
    public boolean unfollow(int slot) {
        int number = shards.shardOf(slot);
        if (number == Shard.NONE) {
            return false;
        }
        linesOf(shards.get(number), line -> line.leave(slot));
        shards.remove(slot);
        if (sampler != null) {
            sampler.unfollow(slot);
        }
        return true;
    }

    /** Fetches the book of one market anew. @param number of the line, or {@link #ALL} that follow it */
    public void resubscribe(int slot, int number) {
        for (MarketLine line : lines) {
            if (number == ALL || line.number() == number) {
                line.resubscribe(slot);
            }
        }
    }

    /** Fetches every book anew. @param number of the line, or {@link #ALL} */
    public void resubscribeAll(int number) {
        for (MarketLine line : lines) {
            if (number == ALL || line.number() == number) {
                line.resubscribeAll();
            }
        }
    }

    /** Drops a line's connection and makes a new one. */
    public void reconnect(int number) {
        for (MarketLine line : lines) {
            if (line.number() == number && line.hasMarkets()) {
                line.line().reconnect();
            }
        }
    }

    private void open(Shard shard) {
        for (int copy = 0; copy < settings.lines(); copy++) {
            MarketLine line =
                    new MarketLine(common, shard, copy, sockets.apply("polymarket-market-" + shard.line(copy)));
            lines.add(line);
            if (sampler != null) {
                sampler.watch(line.verifier());
            }
        }
    }

    private void linesOf(Shard shard, Consumer<MarketLine> task) {
        for (MarketLine line : lines) {
            if (Shards.shardOfLine(line.number()) == shard.number()) {
                task.accept(line);
            }
        }
    }

    private void poll() {
        if (closed) {
            return;
        }
        loop.schedule(this::poll, POLL_MS, TimeUnit.MILLISECONDS);
        long nowNanos = clock.nanoTime();
        int hashes = HASHES_A_POLL;
        for (int i = 0; i < lines.size(); i++) {
            nextPolled = nextPolled + 1 < lines.size() ? nextPolled + 1 : 0;
            hashes -= lines.get(nextPolled).poll(nowNanos, hashes);
        }
        if (sampler != null) {
            sampler.poll(nowNanos);
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

    private void onLost(int number, int instrumentId) {
        int slot = markets.slotOf(instrumentId);
        for (MarketLine line : lines) {
            if (line.number() == number) {
                line.lost(slot);
            }
        }
    }

    /** A grid is told once, by the line that hears it first: the book does not hold on any. */
    private void onNewGrid(int teller, int slot) {
        int number = shards.shardOf(slot);
        if (number != Shard.NONE) {
            linesOf(shards.get(number), line -> {
                if (line.number() != teller) {
                    line.renew(slot);
                }
            });
        }
    }
}
