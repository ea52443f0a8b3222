package io.parallax.bench.alternative;

import org.agrona.DirectBuffer;

/** One way of handing events to another thread; the first eight bytes of an event are its number. */
public interface Hop extends AutoCloseable {
    /** Hands over a copy of the event; called by one thread. */
    void send(DirectBuffer event, int length);

    /** Number of the last event that the last consumer has seen. */
    long seen();

    @Override
    void close();
}
