package io.parallax.bench.decode;

import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.port.EventPublisher;
import org.agrona.DirectBuffer;

/** Hands every book event straight to the engine's book of one instrument, as the engine would behind the ring. */
final class BookPublisher implements EventPublisher {
    private final BookSlot slot = new BookSlot(TickGrid.uniform(1_000));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    long events;

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        events++;
        header.wrap(event, offset);
        switch (header.templateId()) {
            case BookUpdateDecoder.TEMPLATE_ID -> slot.onUpdate(update.wrapAndApplyHeader(event, offset, header));
            case BookSnapshotDecoder.TEMPLATE_ID -> slot.onSnapshot(snapshot.wrapAndApplyHeader(event, offset, header));
            default -> {
                // No event that changes a book.
            }
        }
    }

    /** The book and its faults. */
    BookSlot slot() {
        return slot;
    }
}
