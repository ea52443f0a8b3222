package io.parallax.bench.alternative;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Agrona's ring buffers of variable-length records. Quick and compact; refused for the main path because a record has one
 * consumer, while our slot is passed along three, each adding to it in place.
 */
public final class RingBufferHop implements Hop {
    private static final int CAPACITY = 1 << 20;
    private static final int EVENT_TYPE = 1;

    private final RingBuffer ring;
    private final Seen seen = new Seen();
    private final MessageHandler onEvent = (type, buffer, index, length) -> seen.set(buffer.getLong(index));
    private final Consumer consumer;

    private RingBufferHop(RingBuffer ring) {
        this.ring = ring;
        consumer = new Consumer("ring-buffer", this::poll);
    }

    /** For one publisher. */
    public static RingBufferHop oneToOne() {
        return new RingBufferHop(new OneToOneRingBuffer(memory()));
    }

    /** For any number of publishers. */
    public static RingBufferHop manyToOne() {
        return new RingBufferHop(new ManyToOneRingBuffer(memory()));
    }

    private static UnsafeBuffer memory() {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));
    }

    private void poll() {
        int read = ring.read(onEvent);
        if (read == 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void send(DirectBuffer event, int length) {
        if (!ring.write(EVENT_TYPE, event, 0, length)) {
            throw new IllegalStateException("ring buffer full: " + CAPACITY + " bytes");
        }
    }

    @Override
    public long seen() {
        return seen.get();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
