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
    /** The figures of {@link OrderBook}'s Javadoc and of docs/architecture.md. */
    private static final long[] BYTES_BY_GRID = {448, 1_920, 16_768, 165_312, 4_896};

    private static OrderBook kept;

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
    void shouldLayASnapshotOverTheBookAndDropWhatItDoesNotName() {
        OrderBook book = new OrderBook(Grids.TAPERED);
        book.set(BID, 400_000, 3);
        book.set(BID, 50_000, 4);
        book.set(ASK, 450_000, 5);
        book.set(ASK, 990_000, 6);
        long version = book.version();
        book.beginSnapshot();
        book.load(ASK, 450_000, 5);
        book.load(BID, 50_000, 4);
        assertThat(book.version()).as("the same so far").isEqualTo(version);
        assertThat(book.levels(BID)).isEqualTo(2);
        book.endSnapshot(7);
        assertThat(book.levels(BID)).isEqualTo(1);
        assertThat(book.levels(ASK)).isEqualTo(1);
        assertThat(book.bestBidMicros()).isEqualTo(50_000);
        assertThat(book.bestAskMicros()).isEqualTo(450_000);
        assertThat(book.lastChangeNs()).isEqualTo(7);

        version = book.version();
        book.beginSnapshot();
        book.load(BID, 50_000, 4);
        book.load(ASK, 450_000, 5);
        book.endSnapshot(8);
        assertThat(book.version()).as("it was the same").isEqualTo(version);
        assertThat(book.lastChangeNs()).isEqualTo(7);

        book.beginSnapshot();
        book.endSnapshot(9);
        assertThat(book.levels(BID) + book.levels(ASK)).isZero();
        assertThat(book.contentHash()).isZero();
    }

    @Test
    void shouldHoldEveryPriceOfEveryGridTheVenuesUse() throws java.io.IOException {
        Grids.venues().forEach((name, grid) -> {
            OrderBook book = new OrderBook(grid);
            for (int index = 0; index < grid.size(); index++) {
                long price = grid.priceMicros(index);
                assertThat(book.load(BID, price, index + 1)).isZero();
                assertThat(book.set(ASK, price, index + 2)).isZero();
            }
            assertThat(book.levels(BID)).as(name).isEqualTo(grid.size());
            assertThat(book.bestBidMicros()).isEqualTo(grid.priceMicros(grid.size() - 1));
            assertThat(book.bestAskMicros()).isEqualTo(grid.priceMicros(0));
            int walked = 0;
            for (int index = book.bestIndex(BID); index >= 0; index = book.nextIndex(BID, index)) {
                assertThat(book.qtyAt(BID, book.priceMicros(index))).isEqualTo(index + 1);
                walked++;
            }
            assertThat(walked).as(name).isEqualTo(grid.size());
            assertThat(book.set(BID, grid.priceMicros(0) - 1, 1)).as(name).isEqualTo(BookFault.OFF_GRID);
            assertThat(book.set(BID, grid.priceMicros(grid.size() - 1) + 1, 1))
                    .as(name)
                    .isEqualTo(BookFault.OFF_GRID);
        });
    }

    @Test
    void shouldTellItsBytesAsTheJvmCountsThem() throws java.io.IOException {
        Grids.venues().forEach((name, grid) -> {
            long allocated = AllocationMeter.bytes(100, () -> kept = new OrderBook(grid)) / 100;
            assertThat(kept.sizeBytes()).as(name).isEqualTo(allocated);
        });
        assertThat(new OrderBook(TickGrid.uniform(100_000)).sizeBytes()).isEqualTo(BYTES_BY_GRID[0]);
        assertThat(new OrderBook(Grids.CENT).sizeBytes()).isEqualTo(BYTES_BY_GRID[1]);
        assertThat(new OrderBook(Grids.DECI_CENT).sizeBytes()).isEqualTo(BYTES_BY_GRID[2]);
        assertThat(new OrderBook(Grids.CENTI_CENT).sizeBytes()).isEqualTo(BYTES_BY_GRID[3]);
        assertThat(new OrderBook(Grids.TAPERED).sizeBytes()).isEqualTo(BYTES_BY_GRID[4]);
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
                OrderBook rebuilt = rebuilt(plain, grid, random);
                assertThat(rebuilt.stateHash(3)).isEqualTo(book.stateHash(3));
                assertThat(rebuilt.contentHash()).isEqualTo(book.contentHash());
                long hash = book.contentHash();
                assertThat(rebuilt.add(side, price, 1)).isZero();
                assertThat(rebuilt.contentHash()).isNotEqualTo(hash);
                lay(plain, rebuilt, random);
                assertThat(rebuilt.contentHash()).isEqualTo(hash);
                plain.assertSame(rebuilt);
            }
            if (step % 3_000 == 2_999) {
                book.clear();
                plain.clear();
                plain.assertSame(book);
            }
        }
        plain.assertSame(book);
    }

    /** The plain book as a snapshot, over whatever is there and something more. */
    private static void lay(PlainBook plain, OrderBook book, Random random) {
        for (int i = 0; i < 20; i++) {
            long price = book.grid().priceMicros(random.nextInt(book.grid().size()));
            book.set(random.nextBoolean() ? BID : ASK, price, random.nextInt(3) * 1_000L);
        }
        book.beginSnapshot();
        for (BookSide side : new BookSide[] {BID, ASK}) {
            List<Long> prices = new ArrayList<>(plain.side(side).keySet());
            Collections.shuffle(prices, random);
            prices.forEach(price -> book.load(side, price, plain.qtyAt(side, price)));
        }
        book.endSnapshot(1);
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
