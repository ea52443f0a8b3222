package io.parallax.bench;

import io.parallax.bench.alternative.Hop;
import io.parallax.bench.alternative.QueueHop;
import io.parallax.bench.alternative.RingBufferHop;
import io.parallax.engine.ring.RingLayout;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ping-pong: an event of 128 bytes is published and the publisher waits until the last consumer has seen it. One number is
 * publish, copy, every hop, and one cache line back; what differs between the rows is the hand-over alone. The rows of the
 * event ring pass three roles (engine, journal, dispatch), the others one consumer.
 *
 * <p>Waiting is by spinning, except for the queue, which parks. PINNED needs four cores for itself to mean anything.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingHopBenchmark {
    static final int EVENT_LENGTH = 128;

    /** How the event gets from one thread to the other. */
    public enum Kind {
        EVENT_RING_COMPACT,
        EVENT_RING_PINNED,
        DISRUPTOR,
        ONE_TO_ONE,
        MANY_TO_ONE,
        ARRAY_BLOCKING_QUEUE;

        Hop open() {
            return switch (this) {
                case EVENT_RING_COMPACT -> new EventRingHop(RingLayout.COMPACT);
                case EVENT_RING_PINNED -> new EventRingHop(RingLayout.PINNED);
                case DISRUPTOR -> new DisruptorHop();
                case ONE_TO_ONE -> RingBufferHop.oneToOne();
                case MANY_TO_ONE -> RingBufferHop.manyToOne();
                case ARRAY_BLOCKING_QUEUE -> new QueueHop();
            };
        }
    }

    @Param
    Kind kind;

    private final UnsafeBuffer event = new UnsafeBuffer(new byte[EVENT_LENGTH]);
    private Hop hop;
    private long sent;

    @Setup
    public void setUp() {
        hop = kind.open();
        sent = 0;
    }

    @TearDown
    public void tearDown() {
        hop.close();
    }

    @Benchmark
    public long roundTrip() {
        event.putLong(0, ++sent);
        hop.send(event, EVENT_LENGTH);
        while (hop.seen() != sent) {
            Thread.onSpinWait();
        }
        return sent;
    }
}
