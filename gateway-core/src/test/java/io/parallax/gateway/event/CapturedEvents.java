package io.parallax.gateway.event;

import io.parallax.engine.port.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A publisher that keeps what it gets, and refuses market data on request. */
public final class CapturedEvents implements EventPublisher {
    public final List<UnsafeBuffer> events = new ArrayList<>();
    public boolean full;

    @Override
    public synchronized boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (full) {
            return false;
        }
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public synchronized void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (length > MAX_EVENT_LENGTH) {
            throw new IllegalArgumentException("event of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        event.getBytes(offset, bytes);
        events.add(new UnsafeBuffer(bytes));
    }
}
