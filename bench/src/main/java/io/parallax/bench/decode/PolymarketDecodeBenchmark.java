package io.parallax.bench.decode;

import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.market.MarketFeed;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Market frames of Polymarket, from bytes to published events. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolymarketDecodeBenchmark {
    /** Kind of frame. */
    @Param({"PRICE_CHANGE", "BOOK_50"})
    public String frame;

    private final CountingPublisher publisher = new CountingPublisher();
    private final JacksonDecoders jackson = new JacksonDecoders();
    private GatewayLoops loops;
    private MarketFeed feed;
    private byte[] bytes;
    private UnsafeBuffer buffer;

    /** A feed that never connects, brought to the point where its book is whole. */
    @Setup
    public void start() {
        loops = new GatewayLoops("bench", 1, false);
        MarketTable markets = new MarketTable(List.of(
                new PolymarketMarket(0, MarketFrames.CONDITION, MarketFrames.YES_TOKEN, MarketFrames.NO_TOKEN)));
        feed = new MarketFeed(
                markets, URI.create("ws://127.0.0.1:1/ws/market"), loops.next(), EpochClock.system(), publisher);
        byte[] book = MarketFrames.polymarketBook(50);
        feed.onText(new UnsafeBuffer(book), 0, book.length, 1, 1);
        bytes = frame.equals("BOOK_50") ? book : MarketFrames.polymarketPriceChange("4321.5");
        buffer = new UnsafeBuffer(bytes);
    }

    /** Ends the loop. */
    @TearDown
    public void stop() {
        loops.close();
    }

    /** @return events so far */
    @Benchmark
    public long ours() {
        feed.onText(buffer, 0, bytes.length, 1, 1);
        return publisher.events;
    }

    /** @return sum of the numbers */
    @Benchmark
    public long jacksonTree() throws IOException {
        return jackson.tree(bytes);
    }

    /** @return sum of the numbers */
    @Benchmark
    public long jacksonStream() throws IOException {
        return jackson.stream(bytes);
    }
}
