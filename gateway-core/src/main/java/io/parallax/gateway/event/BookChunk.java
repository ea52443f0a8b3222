package io.parallax.gateway.event;

import io.parallax.codecs.sbe.BatchFlagsEncoder;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.MetaEncoder;
import io.parallax.engine.port.EventPublisher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One chunk of a book message while it is filled. The SBE encoder writes the header and the line once, when the
 * writer is made; each message then stores only what differs, at the offsets the encoder tells. The bytes are those the
 * encoder would have written.
 */
abstract class BookChunk {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    /** Places of a level in a ladder: price and quantity. */
    private static final int ENTRY = 2;

    private static final int COUNT_IN_GROUP_HEADER = Short.BYTES;
    private static final byte BEGIN = BatchFlagsEncoder.begin((byte) 0, true);
    private static final byte END = BatchFlagsEncoder.end((byte) 0, true);

    final UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(EventPublisher.MAX_EVENT_LENGTH));
    /** Where the next entry goes: the length of the event so far. */
    int end;

    /** Writes flags and the number of entries. */
    abstract void finish(boolean first, boolean last);

    static byte flags(boolean first, boolean last) {
        return (byte) ((first ? BEGIN : 0) | (last ? END : 0));
    }

    /** A chunk of a whole book. */
    static final class OfSnapshot extends BookChunk {
        private static final int META = HEADER + BookSnapshotEncoder.metaEncodingOffset();
        private static final int TIMESTAMP = META + MetaEncoder.timestampNsEncodingOffset();
        private static final int VENUE_TIME = META + MetaEncoder.venueTimeNsEncodingOffset();
        private static final int INSTRUMENT = HEADER + BookSnapshotEncoder.instrumentIdEncodingOffset();
        private static final int FLAGS = HEADER + BookSnapshotEncoder.flagsEncodingOffset();
        private static final int EPOCH = HEADER + BookSnapshotEncoder.epochEncodingOffset();
        private static final int GROUP = HEADER + BookSnapshotEncoder.BLOCK_LENGTH;
        private static final int FIRST = GROUP + BookSnapshotEncoder.LevelsEncoder.HEADER_SIZE;
        private static final int LEVEL = BookSnapshotEncoder.LevelsEncoder.sbeBlockLength();
        private static final int SIDE = BookSnapshotEncoder.LevelsEncoder.sideEncodingOffset();
        private static final int PRICE = BookSnapshotEncoder.LevelsEncoder.priceMicrosEncodingOffset();
        private static final int QTY = BookSnapshotEncoder.LevelsEncoder.qtyMicrosEncodingOffset();

        OfSnapshot(int line) {
            BookSnapshotEncoder encoder = new BookSnapshotEncoder()
                    .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                    .line((short) line);
            encoder.levelsCount(0);
        }

        /** Sets the connection epoch of the events that follow. */
        void epoch(int epoch) {
            bytes.putInt(EPOCH, epoch, ORDER);
        }

        /** Empties the group and stamps the event. */
        void start(int instrumentId, long timestampNs, long venueTimeNs) {
            bytes.putLong(TIMESTAMP, timestampNs, ORDER);
            bytes.putLong(VENUE_TIME, venueTimeNs, ORDER);
            bytes.putInt(INSTRUMENT, instrumentId, ORDER);
            end = FIRST;
        }

        /** Whether there is no room for one more entry. */
        boolean isFull() {
            return end + LEVEL > EventPublisher.MAX_EVENT_LENGTH;
        }

        void add(byte side, long priceMicros, long qtyMicros) {
            int at = end;
            bytes.putByte(at + SIDE, side);
            bytes.putLong(at + PRICE, priceMicros, ORDER);
            bytes.putLong(at + QTY, qtyMicros, ORDER);
            end = at + LEVEL;
        }

        /**
         * Adds levels of one side as long as there is room.
         *
         * @param ladder price and quantity of each, one behind the other
         * @return the place of the first level left over, {@code to} when there is none
         */
        int addAll(byte side, long[] ladder, int from, int to) {
            UnsafeBuffer out = bytes;
            int room = (EventPublisher.MAX_EVENT_LENGTH - end) / LEVEL;
            int stop = Math.min(to, from + ENTRY * room);
            int at = end;
            for (int i = from; i < stop; i += ENTRY, at += LEVEL) {
                out.putByte(at + SIDE, side);
                out.putLong(at + PRICE, ladder[i], ORDER);
                out.putLong(at + QTY, ladder[i + 1], ORDER);
            }
            end = at;
            return stop;
        }

        @Override
        void finish(boolean first, boolean last) {
            bytes.putByte(FLAGS, flags(first, last));
            bytes.putShort(GROUP + COUNT_IN_GROUP_HEADER, (short) ((end - FIRST) / LEVEL), ORDER);
        }
    }

    /** A chunk of level changes. */
    static final class OfUpdate extends BookChunk {
        private static final int META = HEADER + BookUpdateEncoder.metaEncodingOffset();
        private static final int TIMESTAMP = META + MetaEncoder.timestampNsEncodingOffset();
        private static final int VENUE_TIME = META + MetaEncoder.venueTimeNsEncodingOffset();
        private static final int INSTRUMENT = HEADER + BookUpdateEncoder.instrumentIdEncodingOffset();
        private static final int FLAGS = HEADER + BookUpdateEncoder.flagsEncodingOffset();
        private static final int EPOCH = HEADER + BookUpdateEncoder.epochEncodingOffset();
        private static final int CONFLATED = HEADER + BookUpdateEncoder.conflatedEncodingOffset();
        private static final int GROUP = HEADER + BookUpdateEncoder.BLOCK_LENGTH;
        private static final int FIRST = GROUP + BookUpdateEncoder.ChangesEncoder.HEADER_SIZE;
        private static final int CHANGE = BookUpdateEncoder.ChangesEncoder.sbeBlockLength();
        private static final int OP = BookUpdateEncoder.ChangesEncoder.opEncodingOffset();
        private static final int SIDE = BookUpdateEncoder.ChangesEncoder.sideEncodingOffset();
        private static final int PRICE = BookUpdateEncoder.ChangesEncoder.priceMicrosEncodingOffset();
        private static final int QTY = BookUpdateEncoder.ChangesEncoder.qtyMicrosEncodingOffset();

        OfUpdate(int line) {
            BookUpdateEncoder encoder = new BookUpdateEncoder()
                    .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                    .line((short) line);
            encoder.changesCount(0);
        }

        /** Sets the connection epoch of the events that follow. */
        void epoch(int epoch) {
            bytes.putInt(EPOCH, epoch, ORDER);
        }

        /** Empties the group and stamps the event; {@code conflated} is the schema's null value when nothing was merged. */
        void start(int instrumentId, int conflated, long timestampNs, long venueTimeNs) {
            bytes.putLong(TIMESTAMP, timestampNs, ORDER);
            bytes.putLong(VENUE_TIME, venueTimeNs, ORDER);
            bytes.putInt(INSTRUMENT, instrumentId, ORDER);
            bytes.putShort(CONFLATED, (short) conflated, ORDER);
            end = FIRST;
        }

        /** Whether there is no room for one more entry. */
        boolean isFull() {
            return end + CHANGE > EventPublisher.MAX_EVENT_LENGTH;
        }

        void add(LevelOp op, byte side, long priceMicros, long qtyMicros) {
            int at = end;
            bytes.putByte(at + OP, (byte) op.value());
            bytes.putByte(at + SIDE, side);
            bytes.putLong(at + PRICE, priceMicros, ORDER);
            bytes.putLong(at + QTY, qtyMicros, ORDER);
            end = at + CHANGE;
        }

        @Override
        void finish(boolean first, boolean last) {
            bytes.putByte(FLAGS, flags(first, last));
            bytes.putShort(GROUP + COUNT_IN_GROUP_HEADER, (short) ((end - FIRST) / CHANGE), ORDER);
        }
    }
}
