package io.parallax.bench.decode;

import io.parallax.engine.book.BookSlot;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The mix of frames of {@link FrameMix}, all of it one after the other; a figure is the mean of one frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MixDecodeBenchmark {
    private static final int LEVELS = 50;

    /** Whose frames. */
    @Param({"KALSHI", "POLYMARKET"})
    public String venue;

    private final CountingPublisher counted = new CountingPublisher();
    private final BookPublisher book = new BookPublisher();
    private final RivalDecoder jacksonStream = new JacksonStream();
    private final RivalDecoder jacksonTree = new JacksonTree();
    private final RivalDecoder dslJson = new DslJsonStream();
    private final RivalDecoder jsoniter = new JsoniterStream();
    private KalshiPath kalshi;
    private KalshiPath kalshiApplied;
    private PolymarketPath polymarket;
    private PolymarketPath polymarketApplied;
    private byte[][] frames;

    /** Frames, and two feeds whose books are whole. */
    @Setup
    public void start() {
        if (venue.equals("KALSHI")) {
            frames = FrameMix.kalshi();
            kalshi = new KalshiPath(frames, LEVELS, counted);
            kalshiApplied = new KalshiPath(frames, LEVELS, book);
        } else {
            frames = FrameMix.polymarket();
            polymarket = new PolymarketPath(frames, LEVELS, counted);
            polymarketApplied = new PolymarketPath(frames, LEVELS, book);
        }
    }

    /** Ends the loops. */
    @TearDown
    public void stop() {
        if (polymarket != null) {
            polymarket.close();
            polymarketApplied.close();
        }
    }

    /** Bytes to published events. @return events so far */
    @Benchmark
    @OperationsPerInvocation(FrameMix.FRAMES)
    public long ours() {
        take(kalshi, polymarket);
        return counted.events;
    }

    /** Bytes to the engine's book. @return events so far */
    @Benchmark
    @OperationsPerInvocation(FrameMix.FRAMES)
    public long oursApplied() {
        take(kalshiApplied, polymarketApplied);
        return book.events;
    }

    private void take(KalshiPath ofKalshi, PolymarketPath ofPolymarket) {
        if (ofKalshi != null) {
            for (int i = 0; i < FrameMix.FRAMES; i++) {
                ofKalshi.take(i);
            }
        } else {
            for (int i = 0; i < FrameMix.FRAMES; i++) {
                ofPolymarket.take(i);
            }
        }
    }

    /** @return sum of what was read */
    @Benchmark
    @OperationsPerInvocation(FrameMix.FRAMES)
    public long jacksonStream() throws IOException {
        return sum(jacksonStream);
    }

    /** @return sum of what was read */
    @Benchmark
    @OperationsPerInvocation(FrameMix.FRAMES)
    public long jacksonTree() throws IOException {
        return sum(jacksonTree);
    }

    /** @return sum of what was read */
    @Benchmark
    @OperationsPerInvocation(FrameMix.FRAMES)
    public long dslJson() throws IOException {
        return sum(dslJson);
    }

    /** @return sum of what was read */
    @Benchmark
    @OperationsPerInvocation(FrameMix.FRAMES)
    public long jsoniter() throws IOException {
        return sum(jsoniter);
    }

    private long sum(RivalDecoder decoder) throws IOException {
        long sum = 0;
        for (byte[] frame : frames) {
            sum += decoder.read(frame);
        }
        return sum;
    }

    /** The book of {@link #oursApplied}. */
    public BookSlot book() {
        return book.slot();
    }
}
