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

    /** Lines that tell each update; with two, every other event is what the first line has told already. */
    @Param({"1", "2"})
    public int lines;

    private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
    private final BenchEvents[] updates = new BenchEvents[4];
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
        for (int line = 0; line < lines; line++) {
            apply(e.on(line).book(0, 50, 52, 5));
        }
        for (int i = 0; i < updates.length; i++) {
            int change = i / lines;
            updates[i] = new BenchEvents().on(i % lines);
            updates[i].level(0, BookSide.BID, 50, (change & 1) == 0 ? 90 * Micros.ONE : 110 * Micros.ONE);
        }
    }

    private void apply(BenchEvents event) {
        out.clear();
        engine.onEvent(sequence++, event.buffer(), 0, event.length(), out);
    }

    /** @return bytes of consequences, so that nothing is optimised away */
    @Benchmark
    public int bookUpdate() {
        BenchEvents event = updates[(int) sequence & 3];
        event.venueTime(sequence / lines);
        apply(event);
        return out.length();
    }
}
