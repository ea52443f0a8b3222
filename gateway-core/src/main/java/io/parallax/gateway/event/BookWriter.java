package io.parallax.gateway.event;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.TradeEncoder;
import io.parallax.engine.port.EventPublisher;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Market data of one line. A snapshot or an update is begun, given its levels and ended; it goes out in as many chunks as
 * it needs, the first flagged BEGIN, the last END.
 *
 * <p>When the ring refuses a chunk the book downstream has a hole. The writer then latches: it swallows everything that
 * follows and tells its listener once, on the spot. The listener publishes the gap, and when the ring may have room again
 * calls {@link #rearm} and asks for fresh snapshots.
 */
public final class BookWriter {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int SNAPSHOT_CAPACITY = (EventPublisher.MAX_EVENT_LENGTH
                    - HEADER
                    - BookSnapshotEncoder.BLOCK_LENGTH
                    - BookSnapshotEncoder.LevelsEncoder.HEADER_SIZE)
            / BookSnapshotEncoder.LevelsEncoder.sbeBlockLength();
    private static final int UPDATE_CAPACITY = (EventPublisher.MAX_EVENT_LENGTH
                    - HEADER
                    - BookUpdateEncoder.BLOCK_LENGTH
                    - BookUpdateEncoder.ChangesEncoder.HEADER_SIZE)
            / BookUpdateEncoder.ChangesEncoder.sbeBlockLength();

    private final EventPublisher publisher;
    private final short line;
    private final Runnable onRefused;
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(EventPublisher.MAX_EVENT_LENGTH));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookUpdateEncoder update = new BookUpdateEncoder();
    private final TradeEncoder trade = new TradeEncoder();

    private BookSnapshotEncoder.LevelsEncoder levels;
    private BookUpdateEncoder.ChangesEncoder changes;
    private int count;
    private boolean first;
    private boolean refused;
    private int epoch;
    private int instrumentId;
    private long timestampNs;
    private long venueTimeNs;
    private long receivedNanos;

    /**
     * @param line number of the connection within the venue
     * @param onRefused told once per latch, on the writing thread, inside the call that was refused
     */
    public BookWriter(EventPublisher publisher, int line, Runnable onRefused) {
        this.publisher = publisher;
        this.line = (short) line;
        this.onRefused = onRefused;
    }

    /** Sets the times of the events that follow. */
    public void stamp(long receivedEpochNs, long venueNs, long receivedMonotonicNanos) {
        timestampNs = receivedEpochNs;
        venueTimeNs = venueNs;
        receivedNanos = receivedMonotonicNanos;
    }

    /** Sets the connection epoch of the events that follow. */
    public void epoch(int connectionEpoch) {
        epoch = connectionEpoch;
    }

    /** Whether a refusal waits for {@link #rearm}. */
    public boolean isRefused() {
        return refused;
    }

    /** Writes again. */
    public void rearm() {
        refused = false;
    }

    public void beginSnapshot(int instrument) {
        instrumentId = instrument;
        first = true;
        startSnapshotChunk();
    }

    public void level(BookSide side, long priceMicros, long qtyMicros) {
        if (count == SNAPSHOT_CAPACITY) {
            flushSnapshot(false);
            startSnapshotChunk();
        }
        levels.next().side(side).priceMicros(priceMicros).qtyMicros(qtyMicros);
        count++;
    }

    /** @return false when the ring refused any of it */
    public boolean endSnapshot() {
        flushSnapshot(true);
        return !refused;
    }

    public void beginUpdate(int instrument) {
        instrumentId = instrument;
        first = true;
        startUpdateChunk();
    }

    public void change(LevelOp op, BookSide side, long priceMicros, long qtyMicros) {
        if (count == UPDATE_CAPACITY) {
            flushUpdate(false);
            startUpdateChunk();
        }
        changes.next().op(op).side(side).priceMicros(priceMicros).qtyMicros(qtyMicros);
        count++;
    }

    /** @return false when the ring refused any of it */
    public boolean endUpdate() {
        flushUpdate(true);
        return !refused;
    }

    /** A public print. Refused, it is only lost: no book depends on it. */
    public void trade(int instrument, OrderAction takerAction, long priceMicros, long qtyMicros) {
        if (refused) {
            return;
        }
        trade.wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrument)
                .takerAction(takerAction)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros);
        trade.meta().timestampNs(timestampNs).venueTimeNs(venueTimeNs);
        publisher.offerMarketData(scratch, 0, HEADER + trade.encodedLength(), receivedNanos);
    }

    private void startSnapshotChunk() {
        snapshot.wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrumentId)
                .line(line)
                .epoch(epoch);
        snapshot.meta().timestampNs(timestampNs).venueTimeNs(venueTimeNs);
        levels = snapshot.levelsCount(SNAPSHOT_CAPACITY);
        count = 0;
    }

    private void flushSnapshot(boolean last) {
        snapshot.flags().clear().begin(first).end(last);
        levels.resetCountToIndex();
        first = false;
        offer(snapshot.encodedLength());
    }

    private void startUpdateChunk() {
        update.wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrumentId)
                .line(line)
                .epoch(epoch)
                .conflated(BookUpdateEncoder.conflatedNullValue());
        update.meta().timestampNs(timestampNs).venueTimeNs(venueTimeNs);
        changes = update.changesCount(UPDATE_CAPACITY);
        count = 0;
    }

    private void flushUpdate(boolean last) {
        update.flags().clear().begin(first).end(last);
        changes.resetCountToIndex();
        first = false;
        offer(update.encodedLength());
    }

    private void offer(int encodedLength) {
        if (refused) {
            return;
        }
        if (!publisher.offerMarketData(scratch, 0, HEADER + encodedLength, receivedNanos)) {
            refused = true;
            onRefused.run();
        }
    }
}
