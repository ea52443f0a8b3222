package io.parallax.app.simulate.world;

import org.agrona.DirectBuffer;

/** A session's journal as it is in memory: records in the format of the real one. */
public interface JournalView {
    /** Session it belongs to. */
    long sessionId();

    /** Records of slots, the segment's own not counted. */
    long records();

    /** Records that would survive a crash now. */
    long durable();

    /** Chain value after the last record. */
    long chain();

    /** Bytes of all records. */
    long lengthBytes();

    /** Receives records. */
    interface Visitor {
        void onRecord(
                long sequence,
                DirectBuffer buffer,
                int recordOffset,
                int recordLength,
                int eventOffset,
                int eventLength,
                int commandsOffset,
                int commandsLength);
    }

    /** Visits the records from a sequence on, as far as they are kept. */
    void forEach(long fromSequence, Visitor visitor);
}
