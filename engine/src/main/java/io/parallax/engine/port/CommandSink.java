package io.parallax.engine.port;

import org.agrona.DirectBuffer;

/**
 * Receives journaled commands, in order, on the dispatch role's thread. Must not block; copies what it keeps. Gets every
 * command and record; it acts on those that concern it and ignores the rest.
 */
public interface CommandSink {
    /**
     * @param sequence of the causing event
     * @param receivedNanos monotonic socket time of the causing event, 0 = not measured
     */
    void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length);
}
