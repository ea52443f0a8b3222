package io.parallax.engine.port;

import org.agrona.DirectBuffer;

/**
 * Receives journaled commands, in order, on the dispatch role's thread. Must not block; copies what it keeps. Gets every
 * command and record; it acts on those that concern it and ignores the rest.
 */
public interface CommandSink {
    /**
     * What an event caused is about to be handed over, all of it, before the first command is: for what must be known ahead
     * of them. Must not block; by default nothing is done.
     *
     * @param commands a list as of {@link CommandBuffer}
     */
    default void onSlot(long sequence, DirectBuffer commands, int offset, int length) {}

    /**
     * @param sequence of the causing event
     * @param receivedNanos monotonic socket time of the causing event, 0 = not measured
     */
    void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length);
}
