package io.parallax.engine.port;

import org.agrona.DirectBuffer;

/** The session's journal. Called by the journal role's thread only, before any command of the event is dispatched. */
public interface EventJournal {
    /**
     * Appends one event with its consequences as one record.
     *
     * @throws RuntimeException when the record is not safely written; the process then stops
     */
    void append(
            long sequence,
            DirectBuffer event,
            int eventOffset,
            int eventLength,
            DirectBuffer commands,
            int commandsOffset,
            int commandsLength);
}
