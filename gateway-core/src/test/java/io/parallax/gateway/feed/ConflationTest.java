package io.parallax.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.event.BookWriter;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.reference.TickBand;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConflationTest {
    private final FullRing ring = new FullRing();
    private final StringBuilder news = new StringBuilder();
    private final boolean[][] awaits = new boolean[2][4];
    private Conflation conflation = make(1_000, 100);
    private BookWriter books = writer(0);

    private Conflation make(int levels, int bookCount) {
        return new Conflation(ring, Venue.KALSHI, levels, bookCount, () -> news.append("waiting "), this::lost);
    }

    private void lost(int line, int instrumentId) {
        news.append("lost ").append(line).append('/').append(instrumentId).append(' ');
        if (line < awaits.length && instrumentId < awaits[line].length) {
            awaits[line][instrumentId] = true;
        }
    }

    private BookWriter writer(int line) {
        return new BookWriter(conflation, line, () -> {
            throw new AssertionError("refused");
        });
    }

    @Test
    void shouldSendTheLatestOfEachPriceOnceThereIsRoom() {
        snapshot(7, 100, 5);
        ring.refuses = () -> true;
        change(7, LevelOp.SET, 100, 6);
        change(7, LevelOp.SET, 101, 2);
        change(7, LevelOp.DELTA, 100, 3);
        change(7, LevelOp.SET, 101, 0);
        change(7, LevelOp.DELTA, 102, 4);
        change(7, LevelOp.DELTA, 102, -4);
        assertThat(conflation.flush()).isFalse();
        assertThat(ring.book(0, 7).levels).isEqualTo(Map.of(100L, 5L));
        ring.refuses = () -> false;
        assertThat(conflation.flush()).isTrue();
        assertThat(ring.book(0, 7).levels).isEqualTo(Map.of(100L, 9L));
        assertThat(ring.updates).isEqualTo(1);
        assertThat(ring.conflated).isEqualTo(5);
        assertThat(news.toString().trim()).isEqualTo("waiting");
        assertThat(conflation.isWaiting()).isFalse();
    }

    @Test
    void shouldLetNoChangeOvertakeWhatWaitsButLetOtherBooksPass() {
        snapshot(7, 100, 5);
        snapshot(8, 100, 5);
        ring.refuses = () -> true;
        change(7, LevelOp.SET, 100, 6);
        ring.refuses = () -> false;
        change(7, LevelOp.SET, 100, 7);
        change(8, LevelOp.SET, 100, 8);
        assertThat(ring.book(0, 7).levels).containsEntry(100L, 5L);
        assertThat(ring.book(0, 8).levels).containsEntry(100L, 8L);
        conflation.flush();
        assertThat(ring.book(0, 7).levels).containsEntry(100L, 7L);
    }

    @Test
    void shouldKeepAWholeBookAndWhatFollowsIt() {
        ring.refuses = () -> true;
        change(7, LevelOp.SET, 99, 1);
        snapshot(7, 100, 5);
        change(7, LevelOp.DELTA, 100, 2);
        change(7, LevelOp.DELTA, 103, 3);
        ring.refuses = () -> false;
        assertThat(conflation.flush()).isTrue();
        assertThat(ring.book(0, 7).whole).isTrue();
        assertThat(ring.book(0, 7).levels).isEqualTo(Map.of(100L, 7L, 103L, 3L));
        assertThat(ring.updates).isZero();
    }

    @Test
    void shouldLoseOneBookAloneWhenMemoryIsFull() {
        conflation = make(3, 2);
        books = writer(0);
        snapshot(7, 100, 5);
        snapshot(8, 100, 5);
        snapshot(9, 100, 5);
        ring.refuses = () -> true;
        change(7, LevelOp.SET, 1, 1);
        change(7, LevelOp.SET, 2, 1);
        change(8, LevelOp.SET, 1, 1);
        change(8, LevelOp.SET, 2, 1);
        assertThat(news.toString()).contains("lost 0/8");
        change(8, LevelOp.SET, 1, 1);
        change(9, LevelOp.SET, 1, 1);
        assertThat(news.toString()).contains("lost 0/9");
        ring.refuses = () -> false;
        assertThat(conflation.flush()).isTrue();
        assertThat(ring.book(0, 7).levels).isEqualTo(Map.of(1L, 1L, 2L, 1L, 100L, 5L));
        assertThat(ring.book(0, 8).whole).isFalse();
        assertThat(ring.book(0, 9).whole).isFalse();
        assertThat(conflation.counters().get(ConflationCounter.BOOKS_LOST)).isEqualTo(2);
    }

    @Test
    void shouldLoseABookWhoseChangesContradictEachOther() {
        snapshot(7, 100, 5);
        ring.refuses = () -> true;
        change(7, LevelOp.SET, 100, 5);
        change(7, LevelOp.DELTA, 100, -6);
        assertThat(news.toString()).contains("lost 0/7");
        change(8, LevelOp.SET, -1, 5);
        change(9, LevelOp.SET, 1L << 31, 5);
        change(6, LevelOp.SET, 1, -5);
        change(5, LevelOp.SET, 1, Long.MAX_VALUE);
        change(5, LevelOp.DELTA, 1, Long.MAX_VALUE);
        assertThat(news.toString()).contains("lost 0/8", "lost 0/9", "lost 0/6", "lost 0/5");
        assertThat(conflation.isWaiting()).isFalse();
    }

    @Test
    void shouldForgetWhatAStatusVoids() {
        EventWriter events = new EventWriter(conflation, Venue.KALSHI);
        ring.refuses = () -> true;
        snapshot(7, 100, 5);
        snapshot(8, 100, 5);
        snapshot(9, 100, 5);
        events.feedStatus(0, FeedState.VERIFIED, 1, 7, 0);
        events.feedStatus(0, FeedState.HEARD, 1, -1, 0);
        events.feedStatus(1, FeedState.DISCONNECTED, 1, -1, 0);
        events.feedStatus(0, FeedState.FAULT, 1, 8, -1);
        events.tickSize(9, List.of(new TickBand(0, 1_000_000, 10_000)));
        ring.refuses = () -> false;
        assertThat(conflation.flush()).isTrue();
        assertThat(ring.book(0, 7).whole).isTrue();
        assertThat(ring.book(0, 8).whole).isFalse();
        assertThat(ring.book(0, 9).whole).isFalse();
        assertThat(conflation.counters().get(ConflationCounter.BOOKS_DISCARDED)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"VERIFIED", "HEARD"})
    void shouldCallNoBookCurrentWhileChangesOfItWait(FeedState state) {
        EventWriter events = new EventWriter(conflation, Venue.KALSHI);
        snapshot(7, 100, 5);
        ring.refuses = () -> true;
        change(7, LevelOp.SET, 100, 6);
        events.feedStatus(0, state, 1, 7, 0);
        events.feedStatus(0, state, 1, -1, 0);
        assertThat(ring.statuses).isZero();
        events.feedStatus(0, state, 1, 8, 0);
        events.feedStatus(1, state, 1, 7, 0);
        assertThat(ring.statuses).isEqualTo(2);
        ring.refuses = () -> false;
        conflation.flush();
        events.feedStatus(0, state, 1, 7, 0);
        assertThat(ring.statuses).isEqualTo(3);
        assertThat(conflation.counters().get(ConflationCounter.STATUS_LEFT_OUT)).isEqualTo(2);
    }

    @Test
    void shouldDropPrintsAndNeverHoldUpOwnOrders() {
        EventWriter own = new EventWriter(conflation, Venue.KALSHI);
        ring.refuses = () -> true;
        snapshot(7, 100, 5);
        books.trade(7, OrderAction.BUY, 1, 1);
        own.accepted(1, "x");
        assertThat(ring.ownEvents).isEqualTo(1);
        assertThat(conflation.counters().get(ConflationCounter.TRADES_DROPPED)).isEqualTo(1);
        ring.refuses = () -> false;
        books.trade(7, OrderAction.BUY, 1, 1);
        assertThat(ring.trades).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldEndWithTheSameBooksWhateverWasRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        conflation = seed % 3 == 0 ? make(300, 4) : make(20_000, 100);
        int[] mood = {0};
        ring.refuses = () -> random.nextInt(10) < mood[0];
        int lines = 2;
        int instruments = 4;
        BookWriter[] writers = {writer(0), writer(1)};
        EventWriter[] status = {new EventWriter(conflation, Venue.KALSHI), new EventWriter(conflation, Venue.KALSHI)};
        Map<String, BookModel> truth = new TreeMap<>();
        for (boolean[] row : awaits) {
            java.util.Arrays.fill(row, true);
        }
        for (int step = 0; step < 3_000; step++) {
            String where = "seed " + seed + " step " + step;
            if (random.nextInt(20) == 0) {
                mood[0] = new int[] {0, 0, 3, 7, 10}[random.nextInt(5)];
            }
            if (random.nextInt(8) == 0) {
                conflation.flush();
            }
            int line = random.nextInt(lines);
            int instrument = random.nextInt(instruments);
            BookModel real = truth.computeIfAbsent(line + "/" + instrument, key -> new BookModel());
            writers[line].stamp(1_000 + step, step, step);
            int kind = random.nextInt(100);
            if (kind == 0) {
                status[line].feedStatus(line, FeedState.FAULT, 1, instrument, -1);
                awaits[line][instrument] = true;
            } else if (kind == 1) {
                status[line].feedStatus(line, FeedState.DISCONNECTED, 1, -1, 0);
                java.util.Arrays.fill(awaits[line], true);
            } else if (kind < 12 || real.levels.isEmpty()) {
                real.levels.clear();
                int count = random.nextInt(10) == 0 ? 400 : random.nextInt(8);
                awaits[line][instrument] = false;
                writers[line].beginSnapshot(instrument);
                for (int i = 0; i < count; i++) {
                    boolean ask = random.nextBoolean();
                    long price = random.nextInt(1, 1_000);
                    if (!real.levels.containsKey(BookModel.key(ask, price))) {
                        long qty = 1 + random.nextInt(9);
                        real.levels.put(BookModel.key(ask, price), qty);
                        writers[line].level(ask ? BookSide.ASK : BookSide.BID, price, qty);
                    }
                }
                writers[line].endSnapshot();
            } else {
                boolean sent = !awaits[line][instrument];
                int count = random.nextInt(20) == 0 ? 300 : 1 + random.nextInt(4);
                if (sent) {
                    writers[line].beginUpdate(instrument);
                }
                for (int i = 0; i < count; i++) {
                    boolean ask = random.nextBoolean();
                    long price = random.nextInt(1, random.nextBoolean() ? 6 : 1_000);
                    long key = BookModel.key(ask, price);
                    long before = real.levels.getOrDefault(key, 0L);
                    long after = random.nextInt(3) == 0 ? 0 : random.nextInt(9);
                    boolean delta = instrument % 2 == 0 || random.nextInt(5) == 0;
                    real.set(key, after);
                    if (sent) {
                        writers[line].change(
                                delta ? LevelOp.DELTA : LevelOp.SET,
                                ask ? BookSide.ASK : BookSide.BID,
                                price,
                                delta ? after - before : after);
                    }
                }
                if (sent) {
                    writers[line].endUpdate();
                }
            }
            mood[0] = random.nextInt(200) == 0 ? 0 : mood[0];
            if (mood[0] == 0 && random.nextInt(4) == 0) {
                assertThat(conflation.flush()).as(where).isTrue();
                compare(truth, where);
            }
        }
        mood[0] = 0;
        conflation.flush();
        compare(truth, "seed " + seed + " at the end");
        assertThat(conflation.counters().get(ConflationCounter.BOOKS_SENT)).isGreaterThan(50);
        assertThat(ring.conflated).isGreaterThan(20);
    }

    private void compare(Map<String, BookModel> truth, String where) {
        truth.forEach((key, real) -> {
            int line = key.charAt(0) - '0';
            int instrument = key.charAt(2) - '0';
            BookModel seen = ring.book(line, instrument);
            assertThat(seen.broken).as(where + " book " + key).isZero();
            assertThat(seen.whole).as(where + " book " + key).isEqualTo(!awaits[line][instrument]);
            if (seen.whole) {
                assertThat(seen.levels).as(where + " book " + key).isEqualTo(real.levels);
            }
        });
    }

    @Test
    void shouldNotAllocateWhileMerging() {
        boolean[] full = {true};
        io.parallax.engine.port.EventPublisher plain = new io.parallax.engine.port.EventPublisher() {
            @Override
            public boolean offerMarketData(org.agrona.DirectBuffer event, int offset, int length, long nanos) {
                return !full[0];
            }

            @Override
            public void publish(org.agrona.DirectBuffer event, int offset, int length, long nanos) {}
        };
        conflation = new Conflation(plain, Venue.KALSHI, 10_000, 100, () -> {}, (line, instrument) -> {});
        books = writer(0);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 500; i++) {
                full[0] = i % 100 != 99;
                change(i % 50, LevelOp.SET, i, i);
                if (i % 7 == 0) {
                    snapshot(i % 50, i, i);
                }
                if (i % 100 == 99) {
                    conflation.flush();
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
    }

    private void snapshot(int instrument, long price, long qty) {
        books.beginSnapshot(instrument);
        books.level(BookSide.ASK, price, qty);
        books.endSnapshot();
    }

    private void change(int instrument, LevelOp op, long price, long qty) {
        books.beginUpdate(instrument);
        books.change(op, BookSide.ASK, price, qty);
        books.endUpdate();
    }
}
