package io.parallax.gateway.ws;

import org.agrona.DirectBuffer;

/** Told what happens on a line, on its event loop. */
public interface FrameListener {
    /**
     * The line is live.
     *
     * @param epoch 1 for the first connection of the line, one more each time
     */
    void onConnected(int epoch);

    /**
     * One text message. The bytes are valid until the call returns.
     *
     * @param receivedNanos monotonic reading when its last bytes left the socket
     * @param receivedEpochNs the same instant in epoch nanoseconds
     */
    void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs);

    /** The line that was live is no longer. Follows each {@link #onConnected} once. */
    void onDisconnected(int epoch, DisconnectReason reason);

    /**
     * The line is down and its next attempt waits because the venue's attempts are used up; told once for each wait.
     *
     * @param waitNs until the attempt
     */
    default void onThrottled(long waitNs) {}
}
