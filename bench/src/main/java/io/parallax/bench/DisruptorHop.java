package io.parallax.bench;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.parallax.bench.alternative.Hop;
import io.parallax.bench.alternative.Seen;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The Disruptor alone: many publishers, one handler. What the event ring adds is the difference to it. */
final class DisruptorHop implements Hop {
    private final Disruptor<UnsafeBuffer> disruptor = new Disruptor<>(
            () -> new UnsafeBuffer(new byte[RingHopBenchmark.EVENT_LENGTH]),
            1 << 12,
            DaemonThreadFactory.INSTANCE,
            ProducerType.MULTI,
            new BusySpinWaitStrategy());
    private final RingBuffer<UnsafeBuffer> ring = disruptor.getRingBuffer();
    private final Seen seen = new Seen();

    DisruptorHop() {
        disruptor.handleEventsWith((slot, sequence, endOfBatch) -> seen.set(slot.getLong(0)));
        disruptor.start();
    }

    @Override
    public void send(DirectBuffer event, int length) {
        long sequence = ring.next();
        ring.get(sequence).putBytes(0, event, 0, length);
        ring.publish(sequence);
    }

    @Override
    public long seen() {
        return seen.get();
    }

    @Override
    public void close() {
        disruptor.halt();
    }
}
