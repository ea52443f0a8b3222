package io.parallax.bench.scale;

import io.parallax.engine.book.BookSlot;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One price change or delta of a market drawn at random, from its bytes to the engine's book, by the number of markets
 * followed and of those that speak. With a hundred speakers what more markets cost is the work; with all of them it is the
 * work and the memory. The tape of frames is as long for few markets as for many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScaleBenchmark {
    @Param({"100", "1000", "5000"})
    public int instruments;

    /** Whose frames. */
    @Param({"POLYMARKET", "KALSHI"})
    public String venue;

    /** Markets the frames are of, so many at most, spread evenly over those followed. */
    @Param({"5000", "100"})
    public int speakers;

    private ScaleRun run;

    /** Whole books, and the tape. */
    @Setup
    public void start() {
        start(ScaleRun.FRAMES);
    }

    void start(int frames) {
        run = new ScaleRun(venue, instruments, 1, frames, Math.min(speakers, instruments));
    }

    /** Bytes to the engine's book. @return changes so far */
    @Benchmark
    public long change() {
        run.step();
        return run.updates();
    }

    /** Connections of the feed. */
    public int lineCount() {
        return run.lineCount();
    }

    /** One of the books. */
    public BookSlot book(int instrument) {
        return run.book(instrument);
    }
}
