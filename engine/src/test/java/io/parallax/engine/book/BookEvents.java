package io.parallax.engine.book;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes book events as a gateway does and hands the decoders to a slot as the engine does. */
final class BookEvents {
    /** One level of a snapshot or one change of an update. */
    record Change(LevelOp op, BookSide side, long priceMicros, long qtyMicros) {}

    /** Changes made once, for tests that count allocations. */
    static final Change[][] SHARED = {{bid(430_000, 1_000_000)}, {bid(430_000, 2_000_000)}};

    static final int BEGIN = 1;
    static final int END = 2;
    static final int WHOLE = BEGIN | END;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2048]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotEncoder snapshotEncoder = new BookSnapshotEncoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateEncoder updateEncoder = new BookUpdateEncoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();

    int line;
    int epoch = 1;
    long timestampNs;
    long venueTimeNs;

    static Change bid(long priceMicros, long qtyMicros) {
        return new Change(LevelOp.SET, BookSide.BID, priceMicros, qtyMicros);
    }

    static Change ask(long priceMicros, long qtyMicros) {
        return new Change(LevelOp.SET, BookSide.ASK, priceMicros, qtyMicros);
    }

    static Change addBid(long priceMicros, long qtyMicros) {
        return new Change(LevelOp.DELTA, BookSide.BID, priceMicros, qtyMicros);
    }

    static Change addAsk(long priceMicros, long qtyMicros) {
        return new Change(LevelOp.DELTA, BookSide.ASK, priceMicros, qtyMicros);
    }

    int snapshot(BookSlot slot, int flags, Change... levels) {
        snapshotEncoder.wrapAndApplyHeader(buffer, 0, headerEncoder);
        snapshotEncoder.meta().timestampNs(++timestampNs).venueTimeNs(venueTimeNs);
        snapshotEncoder.instrumentId(0).line((short) line).epoch(epoch);
        snapshotEncoder.flags().clear().begin((flags & BEGIN) != 0).end((flags & END) != 0);
        BookSnapshotEncoder.LevelsEncoder group = snapshotEncoder.levelsCount(levels.length);
        for (Change level : levels) {
            group.next().side(level.side()).priceMicros(level.priceMicros()).qtyMicros(level.qtyMicros());
        }
        return slot.onSnapshot(snapshot.wrapAndApplyHeader(buffer, 0, header));
    }

    int update(BookSlot slot, int flags, Change... changes) {
        encodeUpdate(flags, changes);
        return slot.onUpdate(update.wrapAndApplyHeader(buffer, 0, header));
    }

    void encodeUpdate(int flags, Change... changes) {
        updateEncoder.wrapAndApplyHeader(buffer, 0, headerEncoder);
        updateEncoder.meta().timestampNs(++timestampNs).venueTimeNs(venueTimeNs);
        updateEncoder.instrumentId(0).line((short) line).epoch(epoch).conflated(BookUpdateEncoder.conflatedNullValue());
        updateEncoder.flags().clear().begin((flags & BEGIN) != 0).end((flags & END) != 0);
        BookUpdateEncoder.ChangesEncoder group = updateEncoder.changesCount(changes.length);
        for (Change change : changes) {
            group.next()
                    .op(change.op())
                    .side(change.side())
                    .priceMicros(change.priceMicros())
                    .qtyMicros(change.qtyMicros());
        }
    }

    /** Applies whatever the buffer holds, an update encoded before. */
    int applyUpdate(BookSlot slot) {
        return slot.onUpdate(update.wrapAndApplyHeader(buffer, 0, header));
    }

    /** Overwrites one byte of the first change of an encoded update: 0 is its op, 1 its side. */
    void damageFirstChange(int field, int value) {
        int firstChange = MessageHeaderEncoder.ENCODED_LENGTH
                + BookUpdateEncoder.BLOCK_LENGTH
                + BookUpdateEncoder.ChangesEncoder.HEADER_SIZE;
        buffer.putByte(firstChange + field, (byte) value);
    }
}
