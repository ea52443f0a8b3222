package io.parallax.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The obvious book: two sorted maps, best first. What {@link OrderBook} must equal. */
final class PlainBook {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    TreeMap<Long, Long> side(BookSide side) {
        return side == BookSide.BID ? bids : asks;
    }

    void clear() {
        bids.clear();
        asks.clear();
    }

    void set(BookSide side, long priceMicros, long qtyMicros) {
        if (qtyMicros == 0) {
            side(side).remove(priceMicros);
        } else {
            side(side).put(priceMicros, qtyMicros);
        }
    }

    long qtyAt(BookSide side, long priceMicros) {
        return side(side).getOrDefault(priceMicros, 0L);
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey() >= asks.firstKey();
    }

    private long best(BookSide side) {
        return side(side).isEmpty() ? OrderBook.NO_PRICE : side(side).firstKey();
    }

    /** Best prices only: cheap enough for every step. */
    void assertSameTop(OrderBook book) {
        assertThat(book.bestBidMicros()).isEqualTo(best(BookSide.BID));
        assertThat(book.bestAskMicros()).isEqualTo(best(BookSide.ASK));
        assertThat(book.isCrossed()).isEqualTo(isCrossed());
    }

    /** Every level, in walking order. */
    void assertSame(OrderBook book) {
        assertSameTop(book);
        for (BookSide side : new BookSide[] {BookSide.BID, BookSide.ASK}) {
            assertThat(book.levels(side)).isEqualTo(side(side).size());
            int index = book.bestIndex(side);
            for (Map.Entry<Long, Long> level : side(side).entrySet()) {
                assertThat(book.priceMicros(index)).isEqualTo(level.getKey());
                assertThat(book.qtyMicros(side, index)).isEqualTo(level.getValue());
                assertThat(book.qtyAt(side, level.getKey())).isEqualTo(level.getValue());
                index = book.nextIndex(side, index);
            }
            assertThat(index).isEqualTo(-1);
        }
    }
}
