package io.parallax.bench.decode;

import io.parallax.engine.book.BookSlot;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Frames of Polymarket, one kind at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolymarketDecodeBenchmark {
    private static final int LEVELS = 64;

    /** Kind of frame; a number behind it is the levels a side. */
    @Param({"PRICE_CHANGE", "BOOK_1", "BOOK_16", "BOOK_64", "TRADE"})
    public String frame;

    private final CountingPublisher counted = new CountingPublisher();
    private final BookPublisher book = new BookPublisher();
    private final RivalDecoder jacksonStream = new JacksonStream();
    private final RivalDecoder jacksonTree = new JacksonTree();
    private final RivalDecoder dslJson = new DslJsonStream();
    private final RivalDecoder jsoniter = new JsoniterStream();
    private PolymarketPath published;
    private PolymarketPath applied;
    private byte[][] frames;
    private int next;

    /** Frames, and two feeds whose books are whole. */
    @Setup
    public void start() {
        frames = switch (frame) {
            case "PRICE_CHANGE" ->
                new byte[][] {MarketFrames.polymarketPriceChange("4321.5"), MarketFrames.polymarketPriceChange("1234.5")
                };
            case "TRADE" -> new byte[][] {MarketFrames.polymarketTrade("0.51", "20")};
            default -> new byte[][] {MarketFrames.polymarketBook(levels())};
        };
        published = new PolymarketPath(frames, LEVELS, counted);
        applied = new PolymarketPath(frames, LEVELS, book);
    }

    private int levels() {
        return Integer.parseInt(frame.substring("BOOK_".length()));
    }

    /** Ends the loops. */
    @TearDown
    public void stop() {
        published.close();
        applied.close();
    }

    private int turn() {
        next = next + 1 == frames.length ? 0 : next + 1;
        return next;
    }

    /** Bytes to published events. @return events so far */
    @Benchmark
    public long ours() {
        published.take(turn());
        return counted.events;
    }

    /** Bytes to the engine's book. @return events so far */
    @Benchmark
    public long oursApplied() {
        applied.take(turn());
        return book.events;
    }

    /** @return sum of what was read */
    @Benchmark
    public long jacksonStream() throws IOException {
        return jacksonStream.read(frames[turn()]);
    }

    /** @return sum of what was read */
    @Benchmark
    public long jacksonTree() throws IOException {
        return jacksonTree.read(frames[turn()]);
    }

    /** @return sum of what was read */
    @Benchmark
    public long dslJson() throws IOException {
        return dslJson.read(frames[turn()]);
    }

    /** @return sum of what was read */
    @Benchmark
    public long jsoniter() throws IOException {
        return jsoniter.read(frames[turn()]);
    }

    /** The book of {@link #oursApplied}. */
    public BookSlot book() {
        return book.slot();
    }
}
