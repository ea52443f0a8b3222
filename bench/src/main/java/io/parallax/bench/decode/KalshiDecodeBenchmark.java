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

/** Frames of Kalshi, one kind at a time; the sequence number is written into ours each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KalshiDecodeBenchmark {
    private static final int LEVELS = 64;

    /** Kind of frame; a number behind it is the levels a side. */
    @Param({"DELTA", "SNAPSHOT_1", "SNAPSHOT_16", "SNAPSHOT_64", "TRADE"})
    public String frame;

    private final CountingPublisher counted = new CountingPublisher();
    private final BookPublisher book = new BookPublisher();
    private final RivalDecoder jacksonStream = new JacksonStream();
    private final RivalDecoder jacksonTree = new JacksonTree();
    private final RivalDecoder dslJson = new DslJsonStream();
    private final RivalDecoder jsoniter = new JsoniterStream();
    private KalshiPath published;
    private KalshiPath applied;
    private byte[][] frames;
    private int next;

    /** Frames, and two feeds whose books are whole. */
    @Setup
    public void start() {
        frames = switch (frame) {
            case "DELTA" ->
                new byte[][] {
                    MarketFrames.kalshiDelta("0.4200", "10.00", "yes"),
                    MarketFrames.kalshiDelta("0.4200", "-10.00", "yes")
                };
            case "TRADE" -> new byte[][] {MarketFrames.kalshiTrade("0.4200", "0.5800", "12.34")};
            default -> new byte[][] {MarketFrames.kalshiSnapshot(levels())};
        };
        published = new KalshiPath(frames, LEVELS, counted);
        applied = new KalshiPath(frames, LEVELS, book);
    }

    private int levels() {
        return Integer.parseInt(frame.substring("SNAPSHOT_".length()));
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
