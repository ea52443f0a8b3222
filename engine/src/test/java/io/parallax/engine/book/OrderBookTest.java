package io.parallax.engine.book;

import static io.parallax.codecs.sbe.BookSide.ASK;
import static io.parallax.codecs.sbe.BookSide.BID;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OrderBookTest {
    @Test
    void shouldKeepBothSidesAndWalkAwayFromTheBest() {
        OrderBook book = new OrderBook(Grids.CENT);
        assertThat(book.bestBidMicros()).isEqualTo(OrderBook.NO_PRICE);
        assertThat(book.bestAskMicros()).isEqualTo(OrderBook.NO_PRICE);
        assertThat(book.isCrossed()).isFalse();

        assertThat(book.set(BID, 420_000, 5_000_000)).isZero();
        assertThat(book.set(BID, 400_000, 7_000_000)).isZero();
        assertThat(book.set(ASK, 450_000, 3_000_000)).isZero();
        assertThat(book.add(ASK, 440_000, 320_000)).isZero();

        assertThat(book.bestBidMicros()).isEqualTo(420_000);
        assertThat(book.bestAskMicros()).isEqualTo(440_000);
        int second = book.nextIndex(BID, book.bestIndex(BID));
        assertThat(book.priceMicros(second)).isEqualTo(400_000);
        assertThat(book.qtyMicros(BID, second)).isEqualTo(7_000_000);
        assertThat(book.nextIndex(BID, second)).isEqualTo(-1);
        assertThat(book.levels(ASK)).isEqualTo(2);

        assertThat(book.add(ASK, 440_000, -320_000)).isZero();
        assertThat(book.bestAskMicros()).isEqualTo(450_000);
        assertThat(book.qtyAt(ASK, 440_000)).isZero();
        assertThat(book.qtyAt(ASK, 1)).isZero();
    }

    @Test
    void shouldAnswerBadChangesWithACodeAndStayAsItWas() {
        OrderBook book = new OrderBook(Grids.CENT);
        book.set(BID, 420_000, 5_000_000);
        long version = book.version();
        long hash = book.stateHash(1);

        assertThat(book.set(BID, 425_000, 1)).isEqualTo(BookFault.OFF_GRID);
        assertThat(book.add(BID, 0, 1)).isEqualTo(BookFault.OFF_GRID);
        assertThat(book.set(ASK, 1_000_000, 1)).isEqualTo(BookFault.OFF_GRID);
        assertThat(book.load(BID, 425_000, 1)).isEqualTo(BookFault.OFF_GRID);
        assertThat(book.load(ASK, 420_000, -1)).isEqualTo(BookFault.BAD_QTY);
        assertThat(book.set(BID, 420_000, -1)).isEqualTo(BookFault.BAD_QTY);
        assertThat(book.set(BID, 420_000, Long.MAX_VALUE)).isEqualTo(BookFault.BAD_QTY);
        assertThat(book.set(BID, 420_000, Long.MIN_VALUE)).isEqualTo(BookFault.BAD_QTY);
        assertThat(book.add(BID, 420_000, Long.MAX_VALUE)).isEqualTo(BookFault.BAD_QTY);
        assertThat(book.add(BID, 420_000, Long.MIN_VALUE)).isEqualTo(BookFault.BAD_QTY);
        assertThat(book.add(BID, 420_000, OrderBook.MAX_QTY_MICROS)).isEqualTo(BookFault.BAD_QTY);
        assertThat(book.add(BID, 420_000, -5_000_001)).isEqualTo(BookFault.NEGATIVE_LEVEL);
        assertThat(book.add(ASK, 420_000, -1)).isEqualTo(BookFault.NEGATIVE_LEVEL);

        assertThat(book.version()).isEqualTo(version);
        assertThat(book.stateHash(1)).isEqualTo(hash);
    }

    @Test
    void shouldCallALockedBookCrossed() {
        OrderBook book = new OrderBook(Grids.CENT);
        book.set(BID, 500_000, 1);
        book.set(ASK, 510_000, 1);
        assertThat(book.isCrossed()).isFalse();
        book.set(ASK, 500_000, 1);
        assertThat(book.isCrossed()).isTrue();
        book.set(ASK, 490_000, 1);
        assertThat(book.isCrossed()).isTrue();
        book.clear();
        assertThat(book.isCrossed()).isFalse();
    }

    @Test
    void shouldStampOnlyMessagesThatChangeSomething() {
        OrderBook book = new OrderBook(Grids.CENT);
        book.beginSnapshot();
        book.load(BID, 500_000, 1);
        book.endSnapshot(100);
        assertThat(book.lastChangeNs()).isEqualTo(100);

        long version = book.version();
        book.set(BID, 500_000, 1);
        book.endUpdate(200);
        assertThat(book.lastChangeNs()).isEqualTo(100);
        assertThat(book.version()).isEqualTo(version);

        book.set(BID, 500_000, 2);
        book.endUpdate(300);
        assertThat(book.lastChangeNs()).isEqualTo(300);
        assertThat(book.version()).isGreaterThan(version);
    }

    @Test
    void shouldBeEmptyOnANewGridAndKeepCounting() {
        OrderBook book = new OrderBook(Grids.CENT);
        book.set(BID, 500_000, 1);
        long version = book.version();
        book.regrid(Grids.DECI_CENT);
        assertThat(book.levels(BID)).isZero();
        assertThat(book.version()).isGreaterThan(version);
        assertThat(book.set(BID, 501_000, 1)).isZero();
        assertThat(book.bestBidMicros()).isEqualTo(501_000);
    }

    @Test
    void shouldHashLevelsAndNotTheirHistory() {
        OrderBook one = new OrderBook(Grids.CENT);
        OrderBook other = new OrderBook(Grids.TAPERED);
        one.set(BID, 400_000, 3);
        one.set(BID, 300_000, 4);
        other.set(ASK, 300_000, 9);
        other.set(BID, 300_000, 4);
        other.set(ASK, 300_000, 0);
        other.add(BID, 400_000, 2);
        other.add(BID, 400_000, 1);
        assertThat(other.stateHash(7)).isEqualTo(one.stateHash(7));
        assertThat(one.stateHash(8)).isNotEqualTo(one.stateHash(7));

        OrderBook mirrored = new OrderBook(Grids.CENT);
        mirrored.set(ASK, 400_000, 3);
        mirrored.set(ASK, 300_000, 4);
        assertThat(mirrored.stateHash(7)).isNotEqualTo(one.stateHash(7));
    }

    @Test
    void shouldEqualAPlainSortedBookOverRandomStreams() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (TickGrid grid : Grids.ALL) {
            try {
                compareOver(grid, random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", grid of " + grid.size(), e);
            }
        }
    }

    private static void compareOver(TickGrid grid, Random random) {
        OrderBook book = new OrderBook(grid);
        PlainBook plain = new PlainBook();
        int spread = Math.max(1, grid.size() / (1 + random.nextInt(8)));
        for (int step = 0; step < 8_000; step++) {
            BookSide side = random.nextBoolean() ? BID : ASK;
            long price = grid.priceMicros(random.nextInt(spread));
            long before = plain.qtyAt(side, price);
            long target = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000) * 10_000L;
            int fault = random.nextBoolean() ? book.set(side, price, target) : book.add(side, price, target - before);
            assertThat(fault).isZero();
            plain.set(side, price, target);
            plain.assertSameTop(book);
            if (step % 500 == 0) {
                plain.assertSame(book);
                assertThat(rebuilt(plain, grid, random).stateHash(3)).isEqualTo(book.stateHash(3));
            }
            if (step % 3_000 == 2_999) {
                book.clear();
                plain.clear();
                plain.assertSame(book);
            }
        }
        plain.assertSame(book);
    }

    private static OrderBook rebuilt(PlainBook plain, TickGrid grid, Random random) {
        OrderBook book = new OrderBook(grid);
        for (BookSide side : new BookSide[] {BID, ASK}) {
            List<Long> prices = new ArrayList<>(plain.side(side).keySet());
            Collections.shuffle(prices, random);
            prices.forEach(price -> book.set(side, price, plain.qtyAt(side, price)));
        }
        return book;
    }
}
