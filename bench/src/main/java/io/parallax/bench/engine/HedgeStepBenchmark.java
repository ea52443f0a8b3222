package io.parallax.bench.engine;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Outcome;
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
 * The first leg of a pair ends, through the whole engine to the intent of its hedge: decode, order, attempt, the hedge sized,
 * checked, paid for and written, and every record of it. Fifty attempts are under way at once and take that step one after
 * the other; more of them may wait for their venues meanwhile. By the venue's total the step is bare; by the fill itself it
 * looks for duplicates and books position, cash and ledger too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HedgeStepBenchmark {
    private static final int PAIRS = 50;
    /** Contracts of a pair are limited: a fresh engine follows. */
    private static final int ROUNDS = 90;

    /** Attempts that wait meanwhile. */
    @Param({"0", "50"})
    public int waiting;

    /** Other instruments held. */
    @Param({"0", "500"})
    public int positions;

    private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
    private final BenchEvents[] fills = new BenchEvents[PAIRS];
    private final BenchEvents[] ends = new BenchEvents[PAIRS];
    private final int[] opened = new int[PAIRS];
    private final long[] opens = new long[PAIRS];
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final CommandBuffer.Visitor reader = this::onCommand;
    private BenchEvents events;
    private Engine engine;
    private long sequence;
    private long trade;
    private int round;
    private boolean begun;
    private boolean owesFills;
    private long firstStep;
    private long orderId;
    private long qty;

    /** An engine with every pair listed and every book there. */
    @Setup(Level.Iteration)
    public void start() {
        engine = new Engine(EngineCapacity.DEFAULT);
        events = new BenchEvents();
        sequence = 1;
        round = 0;
        begun = false;
        apply(events.settings(Micros.ONE / 1_000));
        int inPairs = 2 * (PAIRS + waiting);
        for (int id = 0; id < inPairs + positions; id++) {
            apply(events.instrument(id, Venue.KALSHI, FeeKind.NONE));
        }
        for (int i = 0; i < positions; i++) {
            apply(events.position(inPairs + i, Micros.ONE));
        }
        for (int pair = 0; pair < PAIRS + waiting; pair++) {
            apply(events.pair(pair, 2 * pair, 2 * pair + 1));
        }
        for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
            apply(events.balance(venue));
            apply(events.reconciled(venue));
        }
        apply(events.resume());
        for (int pair = 0; pair < PAIRS + waiting; pair++) {
            apply(events.book(2 * pair + 1, 50, 52, 1, 10 * Micros.ONE));
        }
        for (int pair = PAIRS; pair < PAIRS + waiting; pair++) {
            apply(events.book(2 * pair, 38, 40, 1, 10 * Micros.ONE));
        }
        if (engine.activeAttempts() != waiting) {
            throw new IllegalStateException(engine.activeAttempts() + " attempts wait, not " + waiting);
        }
    }

    private void apply(BenchEvents event) {
        out.clear();
        engine.onEvent(sequence++, event.buffer(), 0, event.length(), out);
    }

    /** Ends what the last round left and begins every attempt anew; makes the events that will end the first legs. */
    @Setup(Level.Invocation)
    public void open() {
        if (begun) {
            for (int pair = 0; pair < PAIRS; pair++) {
                if (owesFills) {
                    apply(fills[pair]);
                }
                apply(fill(events, firstStep + pair << 4, pair, 1 - opened[pair]));
                apply(events.book(2 * pair, 2, 60, 1, 10 * Micros.ONE));
            }
        }
        owesFills = false;
        if (round == ROUNDS) {
            start();
        }
        round++;
        for (int pair = 0; pair < PAIRS; pair++) {
            apply(events.book(2 * pair, 38, 40, 1, (10 + (round & 1)) * Micros.ONE));
            read();
            opens[pair] = orderId;
            opened[pair] = submit.instrumentId() & 1;
        }
        if (engine.activeAttempts() != PAIRS + waiting) {
            throw new IllegalStateException(engine.activeAttempts() + " attempts under way");
        }
        firstStep = sequence;
        for (int pair = 0; pair < PAIRS; pair++) {
            fills[pair] = fills[pair] == null ? new BenchEvents() : fills[pair];
            ends[pair] = ends[pair] == null ? new BenchEvents() : ends[pair];
            fill(fills[pair], opens[pair], pair, opened[pair]);
            ends[pair].done(opens[pair], qty);
        }
        begun = true;
    }

    /** YES of the first leg at 0.40, NO of the second at 0.50. */
    private BenchEvents fill(BenchEvents into, long order, int pair, int leg) {
        Outcome outcome = leg == 0 ? Outcome.YES : Outcome.NO;
        return into.fill(order, 2 * pair + leg, outcome, ++trade, leg == 0 ? 400_000 : 500_000, qty);
    }

    private void read() {
        orderId = -1;
        CommandBuffer.forEach(out.buffer(), 0, out.length(), reader);
        if (orderId < 0) {
            throw new IllegalStateException("no order was sent in round " + round);
        }
    }

    private void onCommand(org.agrona.DirectBuffer buffer, int offset, int length) {
        if (buffer.getShort(offset + 2) == SubmitOrderDecoder.TEMPLATE_ID) {
            submit.wrap(buffer, offset + 8, SubmitOrderDecoder.BLOCK_LENGTH, SubmitOrderDecoder.SCHEMA_VERSION);
            orderId = submit.orderId();
            qty = submit.qtyMicros();
        }
    }

    /** @return bytes of consequences, so that nothing is optimised away */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int endToHedge() {
        owesFills = true;
        return apply(ends);
    }

    /** @return bytes of consequences, so that nothing is optimised away */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int fillToHedge() {
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
