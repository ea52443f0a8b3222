package io.parallax.gateway.feed;

import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.engine.port.EventPublisher;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** A ring that refuses market data when it is told to, and keeps the books of what it took. */
final class FullRing implements EventPublisher {
    final Map<String, BookModel> books = new TreeMap<>();
    BooleanSupplier refuses = () -> false;
    int conflated;
    int trades;
    int updates;
    int snapshots;
    int ownEvents;
    int statuses;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final TickSizeChangedDecoder tickSize = new TickSizeChangedDecoder();

    BookModel book(int line, int instrumentId) {
        return books.computeIfAbsent(line + "/" + instrumentId, key -> new BookModel());
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (length > MAX_EVENT_LENGTH) {
            throw new AssertionError("event of " + length + " bytes");
        }
        if (refuses.getAsBoolean()) {
            return false;
        }
        header.wrap(event, offset);
        switch (header.templateId()) {
            case BookUpdateDecoder.TEMPLATE_ID -> {
                update.wrapAndApplyHeader(event, offset, header);
                if (update.conflated() != BookUpdateDecoder.conflatedNullValue()) {
                    conflated += update.conflated();
                }
                updates++;
                book(update.line(), update.instrumentId()).onUpdate(update);
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                snapshot.wrapAndApplyHeader(event, offset, header);
                snapshots++;
                book(snapshot.line(), snapshot.instrumentId()).onSnapshot(snapshot);
            }
            default -> trades++;
        }
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        header.wrap(event, offset);
        if (header.templateId() == TickSizeChangedDecoder.TEMPLATE_ID) {
            int instrument = tickSize.wrapAndApplyHeader(event, offset, header).instrumentId();
            books.forEach((key, book) -> {
                if (key.endsWith("/" + instrument)) {
                    book.lost();
                }
            });
        } else if (header.templateId() == FeedStatusDecoder.TEMPLATE_ID) {
            status.wrapAndApplyHeader(event, offset, header);
            statuses++;
            if (status.state() != FeedState.HEARD && status.state() != FeedState.VERIFIED) {
                int line = status.line();
                int instrument = status.instrumentId();
                books.forEach((key, book) -> {
                    if (key.startsWith(line + "/") && (instrument < 0 || key.equals(line + "/" + instrument))) {
                        book.lost();
                    }
                });
            }
        } else {
            ownEvents++;
        }
    }
}
