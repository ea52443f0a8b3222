package io.parallax.bench.engine;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandBuffer;
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

/**
 * One book update through the engine: decode of the event, level set, and evaluation of every pair of the instrument in
 * both directions. The books disagree by more than the fees but less than the minimum edge, so each evaluation prices
 * the depth before it refuses.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineEventBenchmark {
    /** Pairs the updated instrument is in; 0 shows the book update alone. */
    @Param({"0", "1", "10"})
    public int pairs;

    private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
    private final BenchEvents first = new BenchEvents();
    private final BenchEvents second = new BenchEvents();
    private Engine engine;
    private long sequence;

    /** Brings the engine to RUNNING with five levels a side on every book. */
    @Setup
    public void start() {
        engine = new Engine();
        BenchEvents e = new BenchEvents();
        apply(e.settings(Micros.ONE / 20));
        apply(e.instrument(0, Venue.KALSHI));
        for (int i = 1; i <= Math.max(1, pairs); i++) {
            apply(e.instrument(i, Venue.POLYMARKET));
        }
        for (int i = 0; i < pairs; i++) {
            apply(e.pair(i, i + 1, 0));
        }
        for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
            apply(e.balance(venue));
            apply(e.reconciled(venue));
        }
        apply(e.resume());
        for (int i = 1; i <= Math.max(1, pairs); i++) {
            apply(e.book(i, 43, 45, 5));
        }
        apply(e.book(0, 50, 52, 5));
        first.level(0, BookSide.BID, 50, 90 * Micros.ONE);
        second.level(0, BookSide.BID, 50, 110 * Micros.ONE);
    }

    private void apply(BenchEvents event) {
        out.clear();
        engine.onEvent(sequence++, event.buffer(), 0, event.length(), out);
    }

    /** @return bytes of consequences, so that nothing is optimised away */
    @Benchmark
    public int bookUpdate() {
        apply((sequence & 1) == 0 ? first : second);
        return out.length();
    }
}
