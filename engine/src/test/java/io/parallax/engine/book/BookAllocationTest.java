package io.parallax.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import org.junit.jupiter.api.Test;

final class BookAllocationTest {
    private static final int RUNS = 20_000;

    private static long sink;
    private static Object garbage;

    @Test
    void shouldSeeGarbageWhenThereIsSome() {
        assertThat(AllocationMeter.bytes(RUNS, () -> garbage = new long[1])).isGreaterThanOrEqualTo(16L * RUNS);
    }

    @Test
    void shouldNotAllocateWhileChangingAndWalkingLevels() {
        OrderBook book = new OrderBook(Grids.TAPERED);
        int[] step = {0};
        long bytes = AllocationMeter.bytes(RUNS, () -> {
            int index = step[0]++ * 7 % book.grid().size();
            long price = book.grid().priceMicros(index);
            book.set(BookSide.BID, price, step[0] % 3 * 1_000_000L);
            book.add(BookSide.ASK, price, 10_000);
            book.endUpdate(step[0]);
            long depth = book.bestAskMicros() + book.bestBidMicros() + (book.isCrossed() ? 1 : 0);
            for (int i = book.bestIndex(BookSide.BID); i >= 0; i = book.nextIndex(BookSide.BID, i)) {
                depth += book.qtyMicros(BookSide.BID, i);
            }
            sink += depth + book.stateHash(depth);
            if (step[0] % 1_000 == 0) {
                book.clear();
            }
        });
        assertThat(bytes).isZero();
    }

    @Test
    void shouldNotAllocateWhileApplyingEvents() {
        BookSlot slot = new BookSlot(Grids.CENT);
        BookEvents snapshots = new BookEvents();
        BookEvents updates = new BookEvents();
        BookEvents.Change[] levels = {
            BookEvents.bid(420_000, 10_000_000), BookEvents.bid(410_000, 5_000_000), BookEvents.ask(440_000, 7_000_000)
        };
        updates.encodeUpdate(
                BookEvents.WHOLE,
                BookEvents.addBid(430_000, 1_000_000),
                BookEvents.addAsk(450_000, 1_000_000),
                BookEvents.bid(410_000, 0));
        long bytes = AllocationMeter.bytes(RUNS, () -> {
            sink += snapshots.snapshot(slot, BookEvents.WHOLE, levels);
            sink += updates.applyUpdate(slot);
            sink += slot.onFeed(0, FeedState.GAP, 1, 1);
            sink += slot.stateHash(sink);
        });
        assertThat(bytes).isZero();
        assertThat(slot.book().levels(BookSide.BID)).isEqualTo(2);
    }

    @Test
    void shouldNotAllocateWhileTwoLinesTakeTurns() {
        BookSlot slot = new BookSlot(Grids.CENT, new Lines(), true);
        BookEvents[] lines = {new BookEvents(), new BookEvents()};
        BookEvents.Change[] levels = {BookEvents.bid(420_000, 10_000_000), BookEvents.ask(440_000, 7_000_000)};
        for (int line = 0; line < 2; line++) {
            lines[line].line = line;
        }
        long[] step = {0};
        long bytes = AllocationMeter.bytes(RUNS, () -> {
            long venueTimeNs = ++step[0];
            for (int i = 0; i < 2; i++) {
                BookEvents line = lines[i ^ (int) (venueTimeNs & 1)]; // each line is first every other time
                line.venueTimeNs = venueTimeNs;
                sink += line.snapshot(slot, BookEvents.WHOLE, levels);
                line.encodeUpdate(BookEvents.WHOLE, BookEvents.SHARED[(int) (venueTimeNs & 1)]);
                sink += line.applyUpdate(slot);
            }
            sink += slot.onFeed(slot.activeLine(), FeedState.STALE, 1, venueTimeNs);
            sink += slot.compare(venueTimeNs, 1).ordinal() + slot.stateHash(sink) + slot.lastHeardNs();
        });
        assertThat(bytes).isZero();
        assertThat(slot.version()).isGreaterThan(RUNS);
    }
}
