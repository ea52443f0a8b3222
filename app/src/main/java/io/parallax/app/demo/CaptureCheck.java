package io.parallax.app.demo;

import io.parallax.app.capture.CapturedMarket;
import io.parallax.app.capture.ReferenceBook;
import io.parallax.app.capture.ReferenceBooks;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.engine.book.OrderBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * How the engine's books at the end of a recording compare with the reference.
 *
 * @param file the recording
 * @param instruments markets in it
 * @param frames frames in it
 * @param differences one line for each book that differs
 */
public record CaptureCheck(Path file, int instruments, long frames, List<String> differences) {
    public CaptureCheck {
        differences = List.copyOf(differences);
    }

    /** Every book is equal. */
    public boolean booksEqual() {
        return differences.isEmpty();
    }

    /** Compares every market of a recording. */
    static CaptureCheck of(
            Path file,
            ReferenceBooks reference,
            ToIntFunction<CapturedMarket> instrumentOf,
            IntFunction<OrderBook> books) {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<CapturedMarket, ReferenceBook> market : reference.books().entrySet()) {
            int instrumentId = instrumentOf.applyAsInt(market.getKey());
            String difference = market.getValue().difference(copy(books.apply(instrumentId)));
            if (!difference.isEmpty()) {
                differences.add(market.getKey().symbol() + ": expected against engine, " + difference);
            }
        }
        return new CaptureCheck(file, reference.books().size(), reference.frames(), differences);
    }

    private static ReferenceBook copy(OrderBook book) {
        ReferenceBook copy = new ReferenceBook();
        for (BookSide side : List.of(BookSide.BID, BookSide.ASK)) {
            for (int index = book.bestIndex(side); index >= 0; index = book.nextIndex(side, index)) {
                copy.set(side == BookSide.BID, book.priceMicros(index), book.qtyMicros(side, index));
            }
        }
        return copy;
    }
}
