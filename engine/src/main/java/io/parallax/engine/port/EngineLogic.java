package io.parallax.engine.port;

import org.agrona.DirectBuffer;

/** The pure function behind the ring: (state, event) to (state', commands). Called by the engine thread only. */
public interface EngineLogic {
    /**
     * Applies one event.
     *
     * @param sequence dense number of the event within the session, from 0
     * @param out empty at the call; receives what the event caused, in order
     */
    void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out);

    /** Hash of the whole state after the last event. */
    long stateHash();
}
