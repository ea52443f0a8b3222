package io.parallax.gateway.event;

import io.parallax.codecs.sbe.BookSide;
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

    private final EventPublisher publisher;
    private final Runnable onRefused;
    private final BookChunk.OfSnapshot snapshot;
    private final BookChunk.OfUpdate update;
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(EventPublisher.MAX_EVENT_LENGTH));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();

    private boolean first;
    private boolean refused;
    private int instrumentId;
    private int conflated;
    private long timestampNs;
    private long venueTimeNs;
    private long receivedNanos;

    /**
     * @param line number of the connection within the venue
     * @param onRefused told once per latch, on the writing thread, inside the call that was refused
     */
    public BookWriter(EventPublisher publisher, int line, Runnable onRefused) {
        this.publisher = publisher;
        this.onRefused = onRefused;
        this.snapshot = new BookChunk.OfSnapshot(line);
        this.update = new BookChunk.OfUpdate(line);
    }

    /** Sets the times of the events that follow. */
    public void stamp(long receivedEpochNs, long venueNs, long receivedMonotonicNanos) {
        timestampNs = receivedEpochNs;
        venueTimeNs = venueNs;
        receivedNanos = receivedMonotonicNanos;
    }

    /** Sets the connection epoch of the events that follow. */
    public void epoch(int connectionEpoch) {
        snapshot.epoch(connectionEpoch);
        update.epoch(connectionEpoch);
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
        snapshot.start(instrument, timestampNs, venueTimeNs);
    }

    public void level(BookSide side, long priceMicros, long qtyMicros) {
        if (snapshot.isFull()) {
            offer(snapshot, false);
            snapshot.start(instrumentId, timestampNs, venueTimeNs);
        }
        snapshot.add((byte) side.value(), priceMicros, qtyMicros);
    }

    /** Many levels of one side: price and quantity one behind the other, {@code places} of them together. */
    public void levels(BookSide side, long[] ladder, int places) {
        byte value = (byte) side.value();
        int next = snapshot.addAll(value, ladder, 0, places);
        while (next < places) {
            offer(snapshot, false);
            snapshot.start(instrumentId, timestampNs, venueTimeNs);
            next = snapshot.addAll(value, ladder, next, places);
        }
    }

    /** @return false when the ring refused any of it */
    public boolean endSnapshot() {
        offer(snapshot, true);
        return !refused;
    }

    public void beginUpdate(int instrument) {
        beginUpdate(instrument, BookUpdateEncoder.conflatedNullValue());
    }

    /** @param conflatedMessages venue messages merged into the update beyond the first */
    public void beginUpdate(int instrument, int conflatedMessages) {
        instrumentId = instrument;
        conflated = conflatedMessages;
        first = true;
        update.start(instrument, conflatedMessages, timestampNs, venueTimeNs);
    }

    public void change(LevelOp op, BookSide side, long priceMicros, long qtyMicros) {
        if (update.isFull()) {
            offer(update, false);
            update.start(instrumentId, conflated, timestampNs, venueTimeNs);
        }
        update.add(op, (byte) side.value(), priceMicros, qtyMicros);
    }

    /** @return false when the ring refused any of it */
    public boolean endUpdate() {
        offer(update, true);
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

    private void offer(BookChunk chunk, boolean last) {
        chunk.finish(first, last);
        first = false;
        if (refused) {
            return;
        }
        if (!publisher.offerMarketData(chunk.bytes, 0, chunk.end, receivedNanos)) {
            refused = true;
            onRefused.run();
        }
    }
}
