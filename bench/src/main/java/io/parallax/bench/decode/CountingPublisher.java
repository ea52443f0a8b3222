package io.parallax.bench.decode;

import io.parallax.engine.port.EventPublisher;
import org.agrona.DirectBuffer;

/** Takes events and keeps only their number and length, as cheap a ring as there can be. */
final class CountingPublisher implements EventPublisher {
    long events;
    long bytes;

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        events++;
        bytes += length;
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        events++;
        bytes += length;
    }
}
