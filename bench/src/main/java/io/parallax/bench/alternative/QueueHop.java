package io.parallax.bench.alternative;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import org.agrona.DirectBuffer;

/**
 * The JDK's bounded blocking queue of byte arrays. Refused: it takes a lock on both ends, parks its consumer, and every
 * event is an allocation.
 */
public final class QueueHop implements Hop {
    private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(1 << 12);
    private final Seen seen = new Seen();
    private final Consumer consumer = new Consumer("queue", this::poll);

    private void poll() throws InterruptedException {
        byte[] event = queue.take();
        seen.set(ByteBuffer.wrap(event).order(ByteOrder.nativeOrder()).getLong());
    }

    @Override
    public void send(DirectBuffer event, int length) {
        byte[] copy = new byte[length];
        event.getBytes(0, copy);
        queue.add(copy);
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
