package io.parallax.bench.engine;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.Engine;
import io.parallax.engine.core.EngineCapacity;
import io.parallax.engine.port.CommandBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The end of a leg, through the whole engine to the intent of the next: decode, order, attempt, the next leg sized, paid for
 * and written, and every record of it. By the venue's total the step is bare; by the fill itself it looks for duplicates and
 * books position and cash too. One attempt of 32 legs makes 31 such steps; the others that are under way wait for their
 * venues.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExecutionStepBenchmark {
    private static final int LEGS = 32;
    private static final int STEPS = LEGS - 1;
    /** As many as the table of fills of one engine holds. */
    private static final int ROUNDS = 1_400;

    private static final int FIRST_OF_OTHERS = LEGS;

    /** Attempts under way, the measured one included. */
    @Param({"1", "50"})
    public int underWay;

    /** Instruments held. */
    @Param({"0", "500"})
    public int positions;

    private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
    private final BenchEvents[] fills = new BenchEvents[STEPS];
    private final BenchEvents[] ends = new BenchEvents[STEPS];
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private BenchEvents events;
    private Engine engine;
    private long sequence;
    private long trade;
    private int round;
    private boolean owesFills;
    private long qty;

    /** A fresh engine: its table of fills is bounded for a session. */
    @Setup(Level.Iteration)
    public void start() {
        engine = new Engine(EngineCapacity.DEFAULT);
        events = new BenchEvents();
        sequence = 1;
        round = 0;
        apply(events.settings(Micros.ONE / 1_000));
        int others = Math.max(2 * (underWay - 1), positions);
        for (int id = 0; id < LEGS + others; id++) {
            apply(events.instrument(id, Venue.KALSHI, FeeKind.NONE));
        }
        for (int i = 0; i < positions; i++) {
            apply(events.position(FIRST_OF_OTHERS + i, Micros.ONE));
        }
        apply(events.set(0, LEGS));
        for (int i = 1; i < underWay; i++) {
            apply(events.pair(i, FIRST_OF_OTHERS + 2 * i - 2, FIRST_OF_OTHERS + 2 * i - 1));
        }
        for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
            apply(events.balance(venue));
            apply(events.reconciled(venue));
        }
        apply(events.resume());
        for (int i = 1; i < underWay; i++) {
            apply(events.book(FIRST_OF_OTHERS + 2 * i - 2, 38, 40, 1));
            apply(events.book(FIRST_OF_OTHERS + 2 * i - 1, 50, 52, 1));
        }
        for (int leg = 0; leg < LEGS; leg++) {
            apply(events.book(leg, 2, leg == 0 ? 60 : 3, 1, 10 * Micros.ONE)); // no edge until the first one falls
        }
        if (engine.activeAttempts() != underWay - 1) {
            throw new IllegalStateException(engine.activeAttempts() + " attempts are under way");
        }
    }

    private void apply(BenchEvents event) {
        out.clear();
        engine.onEvent(sequence++, event.buffer(), 0, event.length(), out);
    }

    /** Ends what the last round left and begins the attempt anew; makes the fills that will complete its legs. */
    @Setup(Level.Invocation)
    public void open() {
        if (engine.activeAttempts() == underWay) {
            long lastOrder = sequence - 1 << 4;
            for (int step = 0; owesFills && step < STEPS; step++) {
                apply(fills[step]);
            }
            apply(events.fill(lastOrder, LEGS - 1, ++trade, 30_000, qty));
        }
        owesFills = false;
        if (round == ROUNDS) {
            start();
        }
        round++;
        apply(events.book(0, 2, 3, 1, (10 + (round & 1)) * Micros.ONE));
        if (engine.activeAttempts() != underWay) {
            throw new IllegalStateException("no attempt began");
        }
        long orderId = orderId();
        for (int step = 0; step < STEPS; step++) {
            fills[step] = fills[step] == null ? new BenchEvents() : fills[step];
            ends[step] = ends[step] == null ? new BenchEvents() : ends[step];
            // The next order is named by the event that causes it.
            long id = step == 0 ? orderId : sequence + step - 1 << 4;
            fills[step].fill(id, step, ++trade, 30_000, qty);
            ends[step].done(id, qty);
        }
    }

    /** The order that the last event sent; its quantity is what the fills will be of. */
    private long orderId() {
        CommandBuffer.forEach(out.buffer(), 0, out.length(), (buffer, offset, length) -> {
            if (buffer.getShort(offset + 2) == SubmitOrderDecoder.TEMPLATE_ID) {
                submit.wrap(buffer, offset + 8, SubmitOrderDecoder.BLOCK_LENGTH, SubmitOrderDecoder.SCHEMA_VERSION);
                qty = submit.qtyMicros();
            }
        });
        return submit.orderId();
    }

    /** @return bytes of consequences, so that nothing is optimised away */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int endToNextLeg() {
        owesFills = true;
        return apply(ends);
    }

    /** @return bytes of consequences, so that nothing is optimised away */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int fillToNextLeg() {
        return apply(fills);
    }

    private int apply(BenchEvents[] steps) {
        int bytes = 0;
        for (BenchEvents step : steps) {
            apply(step);
            bytes += out.length();
        }
        return bytes;
    }
}
