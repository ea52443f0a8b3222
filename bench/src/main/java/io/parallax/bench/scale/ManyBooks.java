package io.parallax.bench.scale;

import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.Lines;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.port.EventPublisher;
import org.agrona.DirectBuffer;

/** Hands every book event to the engine's book of its instrument, as the engine would behind the ring. */
final class ManyBooks implements EventPublisher {
    private static final long CENT_MICROS = 10_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final BookSlot[] slots;
    long updates;

    /** @param sequenced the venue numbers its messages */
    ManyBooks(int instruments, boolean sequenced) {
        Lines lines = new Lines();
        slots = new BookSlot[instruments];
        for (int i = 0; i < instruments; i++) {
            slots[i] = new BookSlot(TickGrid.uniform(CENT_MICROS), lines, sequenced);
        }
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        header.wrap(event, offset);
        switch (header.templateId()) {
            case BookUpdateDecoder.TEMPLATE_ID -> {
                update.wrapAndApplyHeader(event, offset, header);
                slots[update.instrumentId()].onUpdate(update);
                updates++;
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                snapshot.wrapAndApplyHeader(event, offset, header);
                slots[snapshot.instrumentId()].onSnapshot(snapshot);
            }
            default -> {
                // No event that changes a book.
            }
        }
    }

    BookSlot slot(int instrument) {
        return slots[instrument];
    }
}
