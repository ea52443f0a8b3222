package io.parallax.engine.port;

import org.agrona.DirectBuffer;

/**
 * The way onto the ring, for any thread. The event (SBE header and body) is copied before the call returns, so the
 * caller's buffer is free again at once.
 */
public interface EventPublisher {
    /** Largest event in bytes, header included. A larger book snapshot is sent in chunks. */
    int MAX_EVENT_LENGTH = 2048;

    /**
     * Offers market data. It may not take the last quarter of the ring.
     *
     * @param receivedNanos monotonic clock reading when the bytes left the socket, for latency only; 0 = not measured
     * @return false when only the reserved quarter is left: nothing was published, and the caller must treat the book
     *     as gapped (the refusal is counted by the ring)
     */
    boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos);

    /**
     * Publishes an own-order event, a timer, a feed status or an operator command; may use the whole ring. When even
     * that is full the fatal listener is called and {@link IllegalStateException} is thrown: nothing is dropped
     * silently.
     */
    void publish(DirectBuffer event, int offset, int length, long receivedNanos);
}
